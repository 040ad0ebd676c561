import { indicatorNamed, type Indicators } from '../figures.js';
import type { Assessment, Veto } from '../scheme.js';
import { sumOf, type Weights } from '../weights.js';
import { pointsAdder, type AddPoints } from './drawn-curve.js';
import { sourceKey } from './uncertain-figures.js';

/** Draws of every figure of one unit, by source; null where the unit has no data. */
export type DrawnFigures = ReadonlyMap<string, Float64Array | null>;

/** What one rule adds to each draw, in points. */
type Effect = (totals: Float64Array) => void;

/** The weights that count for this unit, over their sum: as in the score itself, what has no data is left out or lost. */
const componentEffects = (adders: readonly AddPoints[], { components }: Assessment, figures: DrawnFigures, weights: Weights, redistribute: boolean): readonly Effect[] => {
  const present = components.flatMap(({ id, of }, index) => {
    const drawn = 'indicator' in of ? (figures.get(sourceKey({ kind: 'indicator', id: of.indicator })) ?? null) : null;
    const add = adders[index];
    return drawn === null || add === undefined ? [] : [{ id, drawn, add }];
  });
  const counting: Weights = redistribute ? new Map(present.map(({ id }): [string, number] => [id, weights.get(id) ?? 0])) : weights;
  const among = sumOf(counting);
  return present.map(({ id, drawn, add }) => (totals) => {
    add(totals, drawn, among === 0 ? 0 : (weights.get(id) ?? 0) / among);
  });
};

const addCounts = (totals: Float64Array, drawn: Float64Array, each: { readonly points: number; readonly least: number; readonly perCount: number }): void => {
  const { points, least, perCount } = each;
  for (let index = 0; index < totals.length; index += 1) totals[index] = (totals[index] ?? 0) + perCount * Math.max(least, (drawn[index] ?? 0) * points);
};

const countEffects = ({ tallies, deductions }: Assessment, figures: DrawnFigures, perCount: number): readonly Effect[] =>
  [...tallies.map((tally) => ({ ...tally, cap: null })), ...deductions].map(({ measure, points, cap }) => (totals) => {
    const drawn = figures.get(sourceKey({ kind: 'measure', id: measure }));
    if (drawn != null) addCounts(totals, drawn, { points, least: cap ?? -Infinity, perCount });
  });

/** Caps the draws that lie beyond a bound: `sign` 1 where more is beyond it, -1 where less is; at the bound itself if `at` says so. */
type Beyond = { readonly bound: number; readonly sign: 1 | -1; readonly at: boolean };

const capBeyond = (totals: Float64Array, drawn: Float64Array, { bound, sign, at }: Beyond, atMost: number): void => {
  const edge = sign * bound;
  for (let index = 0; index < totals.length; index += 1) {
    const value = sign * (drawn[index] ?? 0);
    if (value > edge || (at && value === edge)) totals[index] = Math.min(totals[index] ?? 0, atMost);
  }
};

const capEffect = (figures: DrawnFigures, key: string, atMost: number | null, beyond: Beyond): Effect => (totals) => {
  const drawn = figures.get(key);
  if (atMost !== null && drawn != null) capBeyond(totals, drawn, beyond, atMost);
};

const worse = (indicators: Indicators, id: string, bound: number): Beyond => ({ bound, sign: indicatorNamed(indicators, id).direction === 'higher' ? -1 : 1, at: false });

const vetoEffect = ({ when, atMost }: Veto, figures: DrawnFigures, indicators: Indicators): Effect =>
  'measure' in when
    ? capEffect(figures, sourceKey({ kind: 'measure', id: when.measure }), atMost, { bound: when.atLeast, sign: 1, at: true })
    : capEffect(figures, sourceKey({ kind: 'indicator', id: when.indicator }), atMost, worse(indicators, when.indicator, when.worseThan));

const limitEffects = ({ clamp, floors, vetoes }: Assessment, figures: DrawnFigures, indicators: Indicators): readonly Effect[] => [
  (totals) => {
    const [min, max] = [clamp?.min ?? -Infinity, clamp?.max ?? Infinity];
    for (let index = 0; index < totals.length; index += 1) totals[index] = Math.min(max, Math.max(min, totals[index] ?? 0));
  },
  ...floors.map(({ indicator, worseThan, atMost }) => capEffect(figures, sourceKey({ kind: 'indicator', id: indicator }), atMost, worse(indicators, indicator, worseThan))),
  ...vetoes.map((veto) => vetoEffect(veto, figures, indicators)),
];

export type DrawSetting = {
  readonly draws: number;
  readonly redistribute: boolean;
  readonly indicators: Indicators;
  /** Points that stand as they were given and are not drawn: those of a chief's staff. */
  readonly given: number;
  /** What points of counts are multiplied with: 1, or one over the months of service in a mean. */
  readonly perCount: number;
};

/** The score of every draw of one unit, in points. */
export type DrawScores = (figures: DrawnFigures, weights: Weights, setting: DrawSetting) => Float64Array;

/** Scores draws by the same rules in the same order as the score itself, in doubles. Made once for all units. */
export const drawScores = (assessment: Assessment): DrawScores => {
  const adders = assessment.components.map(({ curve }) => pointsAdder(curve));
  return (figures, weights, { draws, redistribute, indicators, given, perCount }) => {
    const totals = new Float64Array(draws).fill(assessment.base + given);
    const effects = [
      ...componentEffects(adders, assessment, figures, weights, redistribute),
      ...countEffects(assessment, figures, perCount),
      ...limitEffects(assessment, figures, indicators),
    ];
    for (const effect of effects) effect(totals);
    return totals;
  };
};
