import type { ComparisonRequest } from '@mingxiao/contracts/comparisons';
import { metricNamed } from '@mingxiao/contracts/named-metric';
import type { Dimension } from '@mingxiao/contracts/metrics';
import { metricOf, type Metric } from '@mingxiao/metrics/named/metric';
import { refuse } from '../http/problem.js';

/** A metric that is one number. */
export type OneNumber = Exclude<Metric, { type: 'histogram' }>;

const haveClasses: ReadonlySet<Dimension> = new Set(['district', 'department', 'section', 'unit']);

/** The metric of a comparison. Throws a problem where what is asked cannot be answered, and says what can. */
export const comparedMetric = (request: ComparisonRequest): OneNumber => {
  const named = metricNamed(request);
  if (named === null) throw refuse('invalid-request', `there is no metric ${request.metric}; GET /v1/metrics lists them`);
  const metric = metricOf(named);
  if (metric.type === 'histogram') throw refuse('invalid-request', `${metric.id} is a distribution: compare the measures of its buckets one by one`);
  if (request.with === 'target' && metric.type === 'measure') throw refuse('invalid-request', 'targets are set for indicators: name one, or leave `type` out');
  if (request.with === 'peers') checkPeers(request, metric);
  if (request.contributions !== undefined && metric.type === 'quantile') throw refuse('invalid-request', `${metric.id} is found among all cases and not added up from parts: no part of its change belongs to one of them`);
  return metric;
};

const checkPeers = ({ by }: ComparisonRequest, metric: OneNumber): void => {
  if (by === undefined || !haveClasses.has(by)) throw refuse('invalid-request', 'peers are units of one class: name `unit`, and as `by` its level: district, department, section or unit');
  if (metric.type === 'quantile') throw refuse('invalid-request', `${metric.id} of a class cannot be added up from its units; compare a ratio or a measure`);
};
