import type { HistogramValue, IndicatorValue, MeasureId, Policy, QuantileValue, RatioValue } from '@mingxiao/contracts/metrics';
import type { Histogram, Indicator, Quantile, Ratio } from '../indicators/indicator.js';
import { measureOf } from '../measures/measures.js';
import { scaleOf } from '../sources/shares.js';
import type { ChildFigures } from './figure-statement.js';

const valueOf = ({ measures }: ChildFigures, id: MeasureId): number => {
  const value = measures[id];
  if (value === undefined) throw new Error(`${id} was not asked for`);
  return value;
};

const countOf = (child: ChildFigures, id: MeasureId, policy: Policy): number => valueOf(child, id) / scaleOf(measureOf(id), policy);

const ratioValue = (child: ChildFigures, { numerator, denominator, scale, n }: Ratio, policy: Policy): RatioValue => ({
  type: 'ratio',
  numerator: valueOf(child, numerator),
  denominator: valueOf(child, denominator),
  // Where a case is shared out its counts are in millionths and its times are not.
  scale: (scale * scaleOf(measureOf(denominator), policy)) / scaleOf(measureOf(numerator), policy),
  n: countOf(child, n, policy),
});

const quantileValue = ({ quantiles }: ChildFigures, { id }: Quantile): QuantileValue => ({ type: 'quantile', seconds: quantiles[id]?.seconds ?? null, n: quantiles[id]?.n ?? null });

const histogramValue = (child: ChildFigures, { buckets }: Histogram, policy: Policy): HistogramValue => ({
  type: 'histogram',
  counts: buckets.map(({ measure }) => valueOf(child, measure)),
  n: buckets.reduce((sum, { measure }) => sum + countOf(child, measure, policy), 0),
});

/** An indicator of one child as whole numbers; the reader divides. Throws when a measure behind it was not asked for. */
export const indicatorValueOf = (child: ChildFigures, indicator: Indicator, policy: Policy): IndicatorValue => {
  if (indicator.type === 'ratio') return ratioValue(child, indicator, policy);
  return indicator.type === 'quantile' ? quantileValue(child, indicator) : histogramValue(child, indicator, policy);
};
