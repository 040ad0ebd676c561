import { randomBeta } from 'd3-random';
import { readScheme } from '@mingxiao/domain/scoring/read-scheme';
import { chanceOf, type Chance } from '@mingxiao/domain/scoring/ranks/chance';
import { rankScores } from '@mingxiao/domain/scoring/ranks/rank-scores';
import { scoredByReading, type ScoredUnit } from '@mingxiao/domain/scoring/ranks/scored-unit';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { readKey } from '@mingxiao/domain/scoring/score-unit';
import { weightsFor } from '@mingxiao/domain/scoring/weights';
import { knownFigures } from './known-figures.js';
import type { Coverage, CoverageSetting } from './rank-coverage.js';

const knots = { onTimePromised: [[80, 0], [95, 80], [100, 100]], favourable: [[70, 0], [100, 100]] } as const;
const weights = { onTimePromised: 60, favourable: 40 };
const yellow = { points: -0.5, cap: -10 };

/** A scheme of two shares, one of them on a bent line, and of cards that cost points up to a bound. */
const schemeOfTest = (): ScoringScheme => {
  const component = (indicator: keyof typeof knots) => ({ id: indicator, title: {}, of: { indicator }, curve: { kind: 'piecewise', knots: knots[indicator].map(([at, points]) => ({ at, points })) } });
  const key = {
    base: 0,
    components: [component('onTimePromised'), component('favourable')],
    weights: { default: weights },
    deductions: [{ id: 'yellow', title: {}, measure: 'yellows', ...yellow }],
    clamp: { min: 0, max: 100 },
  };
  const read = readScheme(
    { name: 'composite', version: '1', title: {}, effectiveFrom: '2020-01-01', legalBasis: [], level: 'section', responsibility: 'finisher', countedBy: 'finished', minimumCases: 1, assessments: { key } },
    knownFigures,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.rejection));
  return read.value;
};

/** What every unit is really like: its rates, and the points they deserve. */
type Truth = { readonly onTime: number; readonly favourable: number; readonly yellow: number; readonly cases: number };

const along = (line: readonly (readonly [number, number])[], at: number): number => {
  const right = line.findIndex(([knot]) => at <= knot);
  const [left, next] = [line[right - 1], line[right]];
  if (left === undefined || next === undefined) return (right === 0 ? line[0] : line.at(-1))?.[1] ?? 0;
  return left[1] + ((at - left[0]) / (next[0] - left[0])) * (next[1] - left[1]);
};

const deserved = ({ onTime, favourable, yellow: rate, cases }: Truth): number => {
  const shares = (weights.onTimePromised * along(knots.onTimePromised, 100 * onTime) + weights.favourable * along(knots.favourable, 100 * favourable)) / 100;
  return Math.min(100, Math.max(0, shares + Math.max(yellow.cap, yellow.points * rate * cases)));
};

const countOf = (trials: number, rate: number, chance: Chance): number => Array.from({ length: trials }).filter(() => chance() < rate).length;

const invent = ({ units, cases: [least, most], seed }: CompositeSetting, round: number) => {
  const chance = chanceOf(seed, `composite ${round}`);
  const rate = (mean: number, size: number): number => randomBeta.source(chance)(size * mean, size * (1 - mean))();
  return Array.from({ length: units }, (_, index) => {
    const cases = least + Math.floor(chance() * (most - least + 1));
    const truth: Truth = { onTime: rate(0.92, 45), favourable: rate(0.85, 30), yellow: rate(0.01, 300), cases };
    const measures = {
      finished: cases,
      withPromised: cases,
      onTimePromised: countOf(cases, truth.onTime, chance),
      valid: cases,
      favourable: countOf(cases, truth.favourable, chance),
      yellows: countOf(cases, truth.yellow, chance),
    };
    return { truth, figures: { unit: `S-${index}`, unitClass: null, sortNo: null, measures } };
  });
};

/** As of rates; how often is drawn, the scheme's own ranking decides. */
export type CompositeSetting = Omit<CoverageSetting, 'draws' | 'truth'>;

const roundOf = (scheme: ScoringScheme, setting: CompositeSetting, round: number): { readonly covered: number; readonly width: number } => {
  const invented = invent(setting, round);
  const { indicators } = knownFigures;
  const scored = invented.map(({ figures }): ScoredUnit => scoredByReading(readKey(scheme, indicators, { figures, workingDays: null, previous: null, peers: null }), weightsFor(scheme.assessments.key, null)));
  const points = invented.map(({ truth }) => deserved(truth));
  const ranges = rankScores(scheme, indicators, scored, { seed: setting.seed + round }).map(({ range }) => range ?? { from: 1, to: invented.length });
  const trueRank = (index: number): number => 1 + points.filter((other) => other > (points[index] ?? 0)).length;
  const mean = (of: (range: { readonly from: number; readonly to: number }, index: number) => number): number => ranges.reduce((sum, range, index) => sum + of(range, index), 0) / ranges.length;
  return { covered: mean(({ from, to }, index) => Number(from <= trueRank(index) && trueRank(index) <= to)), width: mean(({ from, to }) => 1 + to - from) };
};

/**
 * As `coverageOf` for rates, for a composite: units with true rates of their own, drawn apart as the ranges assume, are ranked by what was
 * observed, and it is looked how often the ranges hold the rank that their true rates deserve.
 */
export const compositeCoverageOf = (setting: CompositeSetting): Pick<Coverage, 'covered' | 'width'> => {
  const scheme = schemeOfTest();
  const rounds = Array.from({ length: setting.rounds }, (_, round) => roundOf(scheme, setting, round));
  const mean = (of: (one: (typeof rounds)[number]) => number): number => rounds.reduce((sum, one) => sum + of(one), 0) / rounds.length;
  return { covered: mean(({ covered }) => covered), width: mean(({ width }) => width) };
};
