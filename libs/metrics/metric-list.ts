import { indicatorIds, measureIds, type MetricList } from '@mingxiao/contracts/metrics';
import type { Indicator } from './indicators/indicator.js';
import { indicatorOf } from './indicators/indicators.js';
import { measureOf } from './measures/measures.js';
import { surveyFigures } from './surveys/survey-figures.js';

type IndicatorDescription = MetricList['indicators'][number];

const describedIndicator = (indicator: Indicator): IndicatorDescription => {
  const { name, meaning, unit, direction } = indicator;
  const described = { name, meaning, unit, direction, legalBasis: [...indicator.legalBasis] };
  if (indicator.type === 'histogram') return { type: 'histogram', id: indicator.id, ...described, buckets: [...indicator.buckets] };
  if (indicator.type === 'quantile') return { type: 'quantile', id: indicator.id, ...described, level: indicator.level };
  const { id, numerator, denominator, scale, n } = indicator;
  return { type: 'ratio', id, ...described, numerator, denominator, scale, n };
};

/** The registry as readers see it: what each figure is called, means, is counted in and rests on. */
export const metricList = (): MetricList => ({
  measures: measureIds.map(measureOf).map(({ id, name, meaning, unit, direction, legalBasis, source }) => ({ id, name, meaning, unit, direction, legalBasis: [...legalBasis], source })),
  indicators: indicatorIds.map((id) => describedIndicator(indicatorOf(id))),
  surveys: surveyFigures,
});
