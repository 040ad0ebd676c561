import type { MetricList } from '@mingxiao/contracts/metrics';

type Metrics = MetricList | undefined;

/** A measure that a scorecard rests on, of cases or of surveys; undefined where the registry has none, or is not there yet. */
export const measureNamed = (metrics: Metrics, name: string): MetricList['measures'][number] | MetricList['surveys']['measures'][number] | undefined =>
  metrics?.measures.find(({ id }) => id === name) ?? metrics?.surveys.measures.find(({ id }) => id === name);

/** The same for indicators. */
export const indicatorNamed = (metrics: Metrics, name: string): MetricList['indicators'][number] | MetricList['surveys']['indicators'][number] | undefined =>
  metrics?.indicators.find(({ id }) => id === name) ?? metrics?.surveys.indicators.find(({ id }) => id === name);

/** What a ratio is multiplied with to be read; 1 where nothing is known of it. */
export const scaleNamed = (metrics: Metrics, name: string): number => {
  const known = indicatorNamed(metrics, name);
  return known !== undefined && 'scale' in known ? known.scale : 1;
};
