import { indicatorNamed, type Indicators } from '../figures.js';
import type { Assessment, Veto } from '../scheme.js';
import { sumOf, type Weights } from '../weights.js';
import { drawnPoints } from './drawn-curve.js';
import { sourceKey } from './uncertain-figures.js';

/** Draws of every figure of one unit, by source; null where the unit has no data. */
export type DrawnFigures = ReadonlyMap<string, Float64Array | null>;

/** What one rule adds to each draw, in points. */
type Effect = (totals: Float64Array) => void;

const each = (totals: Float64Array, drawn: Float64Array | null | undefined, add: (value: number, total: number) => number): void => {
  if (drawn == null) return;
  for (let index = 0; index < totals.length; index += 1) totals[index] = add(drawn[index] ?? 0, totals[index] ?? 0);
};

/** The weights that count for this unit, over their sum: as in the score itself, what has no data is left out or lost. */
const componentEffects = ({ components }: Assessment, figures: DrawnFigures, weights: Weights, redistribute: boolean): readonly Effect[] => {
  const drawnOf = (id: string) => figures.get(sourceKey({ kind: 'indicator', id })) ?? null;
  const present = components.flatMap(({ id, of, curve }) => ('indicator' in of && drawnOf(of.indicator) !== null ? [{ id, indicator: of.indicator, curve }] : []));
  const counting: Weights = redistribute ? new Map(present.map(({ id }): [string, number] => [id, weights.get(id) ?? 0])) : weights;
  const among = sumOf(counting);
  return present.map(({ id, indicator, curve }) => (totals) => {
    const weight = among === 0 ? 0 : (weights.get(id) ?? 0) / among;
    each(totals, drawnOf(indicator), (value, total) => total + weight * drawnPoints(curve, value));
  });
};

const countEffects = ({ tallies, deductions }: Assessment, figures: DrawnFigures, perCount: number): readonly Effect[] =>
  [...tallies.map((tally) => ({ ...tally, cap: null })), ...deductions].map(({ measure, points, cap }) => (totals) => {
    each(totals, figures.get(sourceKey({ kind: 'measure', id: measure })), (count, total) => total + perCount * Math.max(cap ?? -Infinity, count * points));
  });

const worse = (indicators: Indicators, id: string, bound: number) => {
  const { direction } = indicatorNamed(indicators, id);
  return (value: number): boolean => (direction === 'higher' ? value < bound : value > bound);
};

const capWhere = (figures: DrawnFigures, key: string, atMost: number | null, applies: (value: number) => boolean): Effect => (totals) => {
  if (atMost !== null) each(totals, figures.get(key), (value, total) => (applies(value) ? Math.min(total, atMost) : total));
};

const vetoEffect = ({ when, atMost }: Veto, figures: DrawnFigures, indicators: Indicators): Effect =>
  'measure' in when
    ? capWhere(figures, sourceKey({ kind: 'measure', id: when.measure }), atMost, (value) => value >= when.atLeast)
    : capWhere(figures, sourceKey({ kind: 'indicator', id: when.indicator }), atMost, worse(indicators, when.indicator, when.worseThan));

const limitEffects = ({ clamp, floors, vetoes }: Assessment, figures: DrawnFigures, indicators: Indicators): readonly Effect[] => [
  (totals) => {
    const [min, max] = [clamp?.min ?? -Infinity, clamp?.max ?? Infinity];
    for (let index = 0; index < totals.length; index += 1) totals[index] = Math.min(max, Math.max(min, totals[index] ?? 0));
  },
  ...floors.map(({ indicator, worseThan, atMost }) => capWhere(figures, sourceKey({ kind: 'indicator', id: indicator }), atMost, worse(indicators, indicator, worseThan))),
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

/** The score of every draw, in points, by the same rules in the same order as the score itself, in doubles. */
export const drawnScores = (assessment: Assessment, figures: DrawnFigures, weights: Weights, setting: DrawSetting): Float64Array => {
  const totals = new Float64Array(setting.draws).fill(assessment.base + setting.given);
  const effects = [
    ...componentEffects(assessment, figures, weights, setting.redistribute),
    ...countEffects(assessment, figures, setting.perCount),
    ...limitEffects(assessment, figures, setting.indicators),
  ];
  for (const effect of effects) effect(totals);
  return totals;
};
