import { fraction, type Fraction } from '../../kernel/fraction.js';
import { wilsonInterval, type Interval } from '../intervals/wilson-interval.js';
import { chanceOf } from './chance.js';
import { posteriorMean } from './class-prior.js';
import { classKey, classPriors } from './class-priors.js';
import { drawRates, knowingNothing } from './draws.js';
import { exactRanks } from './exact-ranks.js';
import { indistinctGroups } from './indistinct-groups.js';
import { byUnit, noteOf, usualRankOptions, type RankNote, type RankOptions } from './rank-options.js';
import { simulatedRanks, tableOf, type RankRange } from './simulated-ranks.js';

/** A unit with a rate: whole successes of whole trials. */
export type RateUnit = { readonly unit: string; readonly unitClass: string | null; readonly successes: number; readonly trials: number };

export type RankedRate = RateUnit & {
  /** By the raw rate, exactly, 1-2-2-4; null where `note` says why. */
  readonly rank: number | null;
  readonly note: RankNote | null;
  /** Wilson, 95 %; null without trials. */
  readonly interval: Interval | null;
  /** The rate with its class heard; null without trials. */
  readonly shrunk: number | null;
  readonly range: RankRange | null;
  /** Units of one group cannot be told apart from the first of them. */
  readonly group: number | null;
};

export type RateRankOptions = RankOptions & { readonly direction: 'higher' | 'lower' };

const rawOf = ({ successes, trials }: RateUnit): Fraction | null => (trials === 0 ? null : fraction(BigInt(successes), BigInt(trials)));

/** Draws of the ranked units, best high: a rate of which less is better is turned round. */
const drawsOf = (ranked: readonly RateUnit[], all: readonly RateUnit[], options: RateRankOptions) => {
  const priors = options.shrink ? classPriors(all, (unit) => unit) : new Map<string, never>();
  const sign = options.direction === 'higher' ? 1 : -1;
  return ranked.map((unit) => {
    const prior = priors.get(classKey(unit.unitClass)) ?? knowingNothing;
    const draws = drawRates(prior, unit, options.draws, chanceOf(options.seed, unit.unit));
    return { mean: posteriorMean(prior, unit), draws: draws.map((value) => sign * value) };
  });
};

type Standing = { readonly range: RankRange; readonly group: number; readonly shrunk: number };

const standingsOf = (ranked: readonly RateUnit[], all: readonly RateUnit[], options: RateRankOptions): ReadonlyMap<string, Standing> => {
  const drawn = drawsOf(ranked, all, options);
  const table = tableOf(drawn.map(({ draws }) => draws));
  const ranges = simulatedRanks(table, options.level, options.top);
  const sign = options.direction === 'higher' ? -1 : 1;
  const order = drawn.map(({ mean }, index) => ({ mean, index })).sort((a, b) => sign * (a.mean - b.mean) || a.index - b.index);
  const groups = indistinctGroups(table, order.map(({ index }) => index));
  const standings = new Map<string, Standing>();
  ranked.forEach(({ unit }, index) => {
    const [range, group, one] = [ranges[index], groups[index], drawn[index]];
    if (range !== undefined && group !== undefined && one !== undefined) standings.set(unit, { range, group, shrunk: one.mean });
  });
  return standings;
};

/**
 * Ranks by one rate, with what chance leaves of them. Units below the minimum have no rank and take none from others,
 * but their class hears them. The answer is in the order of the units given, and does not depend on it.
 * Throws a RangeError where successes or trials are no whole numbers.
 */
export const rankRates = (units: readonly RateUnit[], options: Partial<RateRankOptions> = {}): readonly RankedRate[] => {
  const all: RateRankOptions = { ...usualRankOptions, direction: 'higher', ...options };
  const sorted = [...units].sort(byUnit);
  const ranked = sorted.filter(({ trials }) => noteOf(trials, all.minimumCases) === null);
  const standings = standingsOf(ranked, sorted, all);
  const ranks = exactRanks(units.map((unit) => (standings.has(unit.unit) ? rawOf(unit) : null)), all.direction);
  return units.map((unit, index): RankedRate => {
    const standing = standings.get(unit.unit);
    return {
      ...unit,
      rank: ranks[index] ?? null,
      note: noteOf(unit.trials, all.minimumCases),
      interval: wilsonInterval(unit.successes, unit.trials),
      shrunk: standing?.shrunk ?? null,
      range: standing?.range ?? null,
      group: standing?.group ?? null,
    };
  });
};
