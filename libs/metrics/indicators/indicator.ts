import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { HistogramId, MeasureId, metricUnits, QuantileId, RatioId } from '@mingxiao/contracts/metrics';
import type { LimitUsedBucket } from '../measures/limit-used-measures.js';
import type { Direction } from '../measures/measure.js';

type Described = {
  readonly name: LocalizedText;
  readonly meaning: LocalizedText;
  readonly unit: (typeof metricUnits)[number];
  readonly direction: Direction;
  readonly legalBasis: readonly string[];
};

/** Numerator × scale / denominator; without a denominator there is no data. */
export type Ratio = Described & {
  readonly type: 'ratio';
  readonly id: RatioId;
  readonly numerator: MeasureId;
  readonly denominator: MeasureId;
  readonly scale: number;
  /** The count that says how much the ratio rests on. */
  readonly n: MeasureId;
};

/** Over the finished cases that have the value, interpolated between neighbours, in seconds rounded half up (domain guide §8). */
export type Quantile = Described & {
  readonly type: 'quantile';
  readonly id: QuantileId;
  readonly level: 0.5 | 0.9;
  readonly column: 'used_ms' | 'elapsed_ms';
};

export type Histogram = Described & { readonly type: 'histogram'; readonly id: HistogramId; readonly buckets: readonly LimitUsedBucket[] };

export type Indicator = Ratio | Quantile | Histogram;
