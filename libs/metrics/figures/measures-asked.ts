import type { IndicatorId, MeasureId } from '@mingxiao/contracts/metrics';
import type { Quantile } from '../indicators/indicator.js';
import { indicatorOf, measuresBehind } from '../indicators/indicators.js';
import type { Measure } from '../measures/measure.js';
import { measureOf } from '../measures/measures.js';

/** What has to be read for the measures and indicators named: each measure once. */
export const measuresAsked = (
  measures: readonly MeasureId[],
  indicators: readonly IndicatorId[],
): { readonly measures: readonly Measure[]; readonly quantiles: readonly Quantile[] } => {
  const chosen = indicators.map(indicatorOf);
  const ids = new Set([...measures, ...chosen.flatMap(measuresBehind)]);
  return { measures: [...ids].map(measureOf), quantiles: chosen.filter((indicator) => indicator.type === 'quantile') };
};
