import type { ExplainedFigure, ExplainedPart } from '@mingxiao/contracts/explain';
import type { MeasureId, Policy } from '@mingxiao/contracts/metrics';
import { wilsonInterval } from '@mingxiao/domain/scoring/intervals/wilson-interval';
import type { FigureParts } from '@mingxiao/contracts/comparisons';
import type { ChildFigures } from '@mingxiao/metrics/figures/figure-statement';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { casesBehind, type Metric } from '@mingxiao/metrics/named/metric';
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

/** A share of cases lies between 0 and 1. Of other ratios, and where cases are shared out, no interval is stated. */
export const intervalOf = (metric: Metric, figure: FigureParts | null, policy: Policy): ExplainedFigure['interval'] => {
  if (metric.type !== 'ratio' || metric.unit !== 'share' || metric.n !== metric.denominator || policy === 'holding-share' || figure === null) return null;
  const { numerator, denominator, scale } = figure;
  const interval = wilsonInterval(numerator, denominator);
  return interval === null ? null : { lower: interval.lower * scale, upper: interval.upper * scale };
};
