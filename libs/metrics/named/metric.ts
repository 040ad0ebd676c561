import type { NamedMetric } from '@mingxiao/contracts/named-metric';
import type { Indicator, Quantile } from '../indicators/indicator.js';
import { indicatorOf, measuresBehind } from '../indicators/indicators.js';
import type { Measure } from '../measures/measure.js';
import { measureOf } from '../measures/measures.js';

/** One figure that somebody asks for by name: an additive measure or an indicator. */
export type Metric = ({ readonly type: 'measure' } & Measure) | Indicator;

export const metricOf = (named: NamedMetric): Metric => (named.kind === 'measure' ? { type: 'measure', ...measureOf(named.id) } : indicatorOf(named.id));

/** What has to be read for it. Of a quantile also how many cases it was found among. */
export const readFor = (metric: Metric): { readonly measures: readonly Measure[]; readonly quantiles: readonly Quantile[] } => {
  if (metric.type === 'measure') return { measures: [metric], quantiles: [] };
  if (metric.type === 'quantile') return { measures: [measureOf(casesBehind(metric))], quantiles: [metric] };
  return { measures: measuresBehind(metric).map(measureOf), quantiles: [] };
};

/** The measure whose list shows the cases among which a quantile was found. */
export const casesBehind = ({ column }: Quantile): 'usedCases' | 'finished' => (column === 'used_ms' ? 'usedCases' : 'finished');

/** Whether it is counted over time; what is open at an instant is not, and no longer period makes more of it. */
export const growsWithTime = (metric: Metric): boolean => metric.type === 'measure' && metric.when !== 'open_then';
