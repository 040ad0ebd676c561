import type { FigureParts } from '@mingxiao/contracts/comparisons';
import type { Policy } from '@mingxiao/contracts/metrics';
import type { Ratio } from '@mingxiao/domain/comparisons/contributions';
import { divide, exactText, fraction, fractionOf, multiply, type Fraction } from '@mingxiao/domain/kernel/fraction';
import { fixedText } from '@mingxiao/domain/kernel/fixed-text';
import type { ChildFigures } from '../figures/figure-statement.js';
import { indicatorValueOf } from '../figures/indicator-values.js';
import { scaleOf } from '../sources/shares.js';
import { readFor, type Metric } from './metric.js';

/** People write shares in per cent, in schemes and targets alike. */
const perCent = 100;

/** A child for which nothing was counted. */
export const nothingCounted = (metric: Metric): ChildFigures => {
  const { measures, quantiles } = readFor(metric);
  return { child: '', measures: Object.fromEntries(measures.map(({ id }) => [id, 0])), quantiles: Object.fromEntries(quantiles.map(({ id }) => [id, { seconds: null, n: 0 }])) };
};

type Parts = Ratio & { readonly scale: number; readonly n: number | null };

const partsIn = (metric: Exclude<Metric, { type: 'histogram' }>, child: ChildFigures, policy: Policy): Parts => {
  if (metric.type === 'measure') {
    const denominator = scaleOf(metric, policy);
    const numerator = child.measures[metric.id] ?? 0;
    return { numerator, denominator, scale: 1, n: metric.unit === 'count' ? numerator / denominator : null };
  }
  const value = indicatorValueOf(child, metric, policy);
  if (value.type === 'ratio') return { ...value, scale: metric.unit === 'share' ? perCent * value.scale : value.scale };
  if (value.type === 'quantile') return { numerator: value.seconds ?? 0, denominator: value.seconds === null ? 0 : 1, scale: 1, n: value.n };
  throw new Error(`${metric.id} is many numbers`);
};

/** The exact value of parts; null without data. */
export const valueIn = ({ numerator, denominator, scale }: Ratio & { readonly scale: number }): Fraction | null =>
  denominator === 0 ? null : multiply(divide(fraction(BigInt(numerator)), fraction(BigInt(denominator))), fractionOf(scale));

export const exactNumberOf = (value: Fraction | null) => (value === null ? null : { exact: exactText(value), fixed: fixedText(value) });

/** A figure of one child as whole numbers, and what they come to; shares in per cent. */
export const figurePartsOf = (metric: Exclude<Metric, { type: 'histogram' }>, child: ChildFigures, policy: Policy): FigureParts => {
  const { numerator, denominator, scale, n } = partsIn(metric, child, policy);
  return { numerator, denominator, scale, n, value: exactNumberOf(valueIn({ numerator, denominator, scale })) };
};
