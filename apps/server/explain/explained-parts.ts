import type { ExplainedFigure, ExplainedPart } from '@mingxiao/contracts/explain';
import type { MeasureId, Policy } from '@mingxiao/contracts/metrics';
import type { FigureParts } from '@mingxiao/contracts/comparisons';
import type { ChildFigures } from '@mingxiao/metrics/figures/figure-statement';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { casesBehind, type Metric } from '@mingxiao/metrics/named/metric';
import { intervalOf } from '@mingxiao/metrics/ranking/chance-of-rows';
import { scaleOf } from '@mingxiao/metrics/sources/shares';

type Role = { readonly role: ExplainedPart['role']; readonly measure: MeasureId };

/** Which measures a metric is made of, and what each is in it. */
const rolesIn = (metric: Metric): readonly Role[] => {
  if (metric.type === 'measure') return [{ role: 'value', measure: metric.id }];
  if (metric.type === 'quantile') return [{ role: 'n', measure: casesBehind(metric) }];
  if (metric.type === 'histogram') return metric.buckets.map(({ measure }) => ({ role: 'bucket', measure }));
  const { numerator, denominator, n } = metric;
  const parts: readonly Role[] = [{ role: 'numerator', measure: numerator }, { role: 'denominator', measure: denominator }];
  return n === denominator ? parts : [...parts, { role: 'n', measure: n }];
};

/** Every measure of a metric with what it counts, and the way to its cases. */
export const explainedParts = (metric: Metric, { measures }: ChildFigures, policy: Policy, drill: (measure: MeasureId) => string): ExplainedPart[] =>
  rolesIn(metric).map(({ role, measure: id }) => {
    const measure = measureOf(id);
    const { name, meaning, unit } = measure;
    return { role, measure: id, name, meaning, unit, value: measures[id] ?? 0, scale: scaleOf(measure, policy), drill: drill(id) };
  });

/** As in a ranking, on the scale of the figure. Where cases are shared out, none is stated. */
export const explainedInterval = (metric: Metric, child: ChildFigures, figure: FigureParts | null, policy: Policy): ExplainedFigure['interval'] => {
  if (metric.type === 'measure' || policy === 'holding-share' || figure === null) return null;
  const interval = intervalOf(child, metric);
  return interval === null ? null : { lower: interval.lower * figure.scale, upper: interval.upper * figure.scale };
};
