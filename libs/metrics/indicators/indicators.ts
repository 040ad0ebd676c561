import { histogramIds, quantileIds, ratioIds, type HistogramId, type IndicatorId, type MeasureId, type QuantileId } from '@mingxiao/contracts/metrics';
import { workingDays } from '../measures/legal-basis.js';
import { limitUsedBuckets } from '../measures/limit-used-measures.js';
import { both } from '../measures/measure.js';
import type { Histogram, Indicator, Quantile } from './indicator.js';
import { ratioOf } from './ratios.js';

const quantiles: Readonly<Record<QuantileId, Pick<Quantile, 'level' | 'column' | 'name' | 'meaning'>>> = {
  medianUsed: { level: 0.5, column: 'used_ms', name: both('用时中位数', 'Median used time'), meaning: both('办结办件实用工作时间的中位数', 'Median of the working time used by finished cases') },
  p90Used: { level: 0.9, column: 'used_ms', name: both('用时九成分位', '90th percentile of used time'), meaning: both('九成办结办件的实用工作时间不超过此值', 'Nine in ten finished cases used at most this working time') },
  medianElapsed: { level: 0.5, column: 'elapsed_ms', name: both('历时中位数', 'Median elapsed time'), meaning: both('办结办件从受理到办结历时的中位数', 'Median of the time from acceptance to finish') },
  p90Elapsed: { level: 0.9, column: 'elapsed_ms', name: both('历时九成分位', '90th percentile of elapsed time'), meaning: both('九成办结办件的历时不超过此值', 'Nine in ten finished cases took at most this time') },
};

const histograms: Readonly<Record<HistogramId, Pick<Histogram, 'buckets' | 'name' | 'meaning'>>> = {
  limitUsed: { buckets: limitUsedBuckets, name: both('承诺时限使用比例', 'Share of the limit used'), meaning: both('办结办件按实用时间占承诺时限的比例分布', 'Finished cases by the share of their promised working time that they used') },
};

const quantileOf = (id: QuantileId): Quantile => ({ type: 'quantile', id, unit: 'seconds', direction: 'lower', legalBasis: [workingDays], ...quantiles[id] });
const histogramOf = (id: HistogramId): Histogram => ({ type: 'histogram', id, unit: 'count', direction: 'neutral', legalBasis: [], ...histograms[id] });

const all: ReadonlyMap<IndicatorId, Indicator> = new Map<IndicatorId, Indicator>([
  ...ratioIds.map((id) => [id, ratioOf(id)] as const),
  ...quantileIds.map((id) => [id, quantileOf(id)] as const),
  ...histogramIds.map((id) => [id, histogramOf(id)] as const),
]);

/** The indicators there are, each defined once. */
export const indicatorOf = (id: IndicatorId): Indicator => {
  const indicator = all.get(id);
  if (indicator === undefined) throw new Error(`There is no indicator ${id}`);
  return indicator;
};

/** The measures an indicator is made of, its n included. A quantile is made of cases, not of measures. */
export const measuresBehind = (indicator: Indicator): readonly MeasureId[] => {
  if (indicator.type === 'ratio') return [...new Set([indicator.numerator, indicator.denominator, indicator.n])];
  return indicator.type === 'histogram' ? indicator.buckets.map(({ measure }) => measure) : [];
};
