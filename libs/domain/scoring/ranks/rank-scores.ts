import type { Indicators } from '../figures.js';
import type { PointUnits } from '../points.js';
import type { ScoringScheme } from '../scheme.js';
import { weightsByClass } from '../weights.js';
import { rememberedPriors, type PriorOf } from './class-prior.js';
import { drawScores } from './drawn-score.js';
import { drawnStaff } from './drawn-staff.js';
import { pointRanks } from './exact-ranks.js';
import { indistinctGroups } from './indistinct-groups.js';
import { luckOf } from './luck.js';
import { noteOf, usualRankOptions, type RankNote, type RankOptions } from './rank-options.js';
import type { ScoredUnit } from './scored-unit.js';
import { noDraws, putDraws, simulatedRanks, type Draws, type RankRange } from './simulated-ranks.js';
import { certainFigure, sourcesOf, uncertainFigures } from './uncertain-figures.js';

export type RankedScore = {
  readonly unit: string;
  readonly n: number;
  readonly points: PointUnits | null;
  /** Whether a veto says that the unit has failed, whatever its points. */
  readonly failed: boolean;
  /** By exact points, 1-2-2-4; null where `note` says why. */
  readonly rank: number | null;
  readonly note: RankNote | null;
  readonly range: RankRange | null;
  readonly group: number | null;
};

export type ScoreRankOptions = Omit<RankOptions, 'minimumCases' | 'shrink'> & {
  /** Where the priors of classes come from, where several rankings share them (`rememberedPriors`). */
  readonly priorOf?: PriorOf;
};

/** Of few units each takes more to be sure of; many share what is drawn in all, so that four hundred cost as much as eighty. */
const drawsFor = (units: number): number => Math.max(200, Math.min(1000, Math.floor(80_000 / Math.max(1, units))));

const byId = ({ figures: a }: ScoredUnit, { figures: b }: ScoredUnit): number => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0);

const rankNote = ({ n, points }: ScoredUnit, { minimumCases }: ScoringScheme): RankNote | null => (points === null ? 'no-data' : noteOf(n, minimumCases));

/** Draws the scores of units that have a rank; all units are heard, each in its class. */
const drawUnits = (scheme: ScoringScheme, indicators: Indicators, sorted: readonly ScoredUnit[], { seed, draws, priorOf = rememberedPriors() }: ScoreRankOptions): { readonly ranked: readonly ScoredUnit[]; readonly table: Draws } => {
  const { key } = scheme.assessments;
  const units = sorted.map(({ figures }) => figures);
  const given = drawnStaff(scheme, indicators, sorted, priorOf);
  const known = sourcesOf(key).map((source) => uncertainFigures(source, scheme, indicators, units, priorOf));
  const drawInto = drawScores(key, indicators, scheme.noData === 'redistribute', luckOf(seed, draws));
  const ranked = sorted.flatMap((unit, index) => (rankNote(unit, scheme) === null ? [{ unit, given: given[index] ?? { mean: unit.given, deviation: 0 }, figures: known.map((all) => all[index] ?? certainFigure(null)) }] : []));
  const table = noDraws(ranked.length, draws);
  const totals = new Float64Array(draws);
  const weightsOf = weightsByClass(key);
  ranked.forEach(({ unit: { figures: { unit, unitClass }, perCount }, given, figures }, place) => {
    drawInto({ unit, figures, weights: weightsOf(unitClass), given, perCount }, totals);
    putDraws(table, place, totals);
  });
  return { ranked: ranked.map(({ unit }) => unit), table };
};

type Standing = { readonly range: RankRange; readonly group: number };

const standingsOf = (scheme: ScoringScheme, indicators: Indicators, units: readonly ScoredUnit[], options: ScoreRankOptions): ReadonlyMap<string, Standing> => {
  const { ranked, table } = drawUnits(scheme, indicators, [...units].sort(byId), options);
  const order = ranked.map(({ points }, index) => ({ points: points ?? 0, index })).sort((a, b) => b.points - a.points || a.index - b.index);
  const groups = indistinctGroups(table, order.map(({ index }) => index));
  const ranges = simulatedRanks(table, options.level, options.top);
  return new Map(
    ranked.flatMap(({ figures: { unit } }, index) => {
      const [range, group] = [ranges[index], groups[index]];
      return range === undefined || group === undefined ? [] : [[unit, { range, group }] as const];
    }),
  );
};

/**
 * Ranks by the points of the key assessment. The range of ranks comes from drawing every figure the score rests on from
 * a normal approximation of its posterior within the unit's class, and scoring each draw by the scheme's own rules, so
 * that knots, caps, floors and vetoes count. Figures are drawn apart from one another. Of the points of a chief's staff what
 * each rating came to is drawn, not how many there were. The answer is in the order of the units and does not depend on it.
 */
export const rankScores = (scheme: ScoringScheme, indicators: Indicators, units: readonly ScoredUnit[], options: Partial<ScoreRankOptions> = {}): readonly RankedScore[] => {
  const standings = standingsOf(scheme, indicators, units, { ...usualRankOptions, draws: drawsFor(units.length), ...options });
  const ranks = pointRanks(units.map((unit) => (rankNote(unit, scheme) === null ? unit.points : null)));
  return units.map((scored, index): RankedScore => {
    const { figures: { unit }, n, points, failed } = scored;
    const standing = standings.get(unit);
    return { unit, n, points, failed, rank: ranks[index] ?? null, note: rankNote(scored, scheme), range: standing?.range ?? null, group: standing?.group ?? null };
  });
};
