import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ExplainedFigure, ExplainedScore, ExplainRequest, Explanation } from '@mingxiao/contracts/explain';
import { metricNamed, type NamedMetric } from '@mingxiao/contracts/named-metric';
import { datesOf } from '@mingxiao/contracts/scorecards';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { figurePartsOf, nothingCounted } from '@mingxiao/metrics/named/figure-parts';
import { formulaWords } from '@mingxiao/metrics/named/formula-words';
import { metricOf, readFor, type Metric } from '@mingxiao/metrics/named/metric';
import { measuresForInterval } from '@mingxiao/metrics/ranking/chance-of-rows';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { ModelUnderWay } from '../models/read-model.js';
import { labellerOf } from '../query/labeller.js';
import { periodOf } from '../query/period.js';
import { Readings, type Reading } from '../query/readings.js';
import type { Viewer } from '../query/viewer.js';
import { schemeInForce } from '../scorecards/scheme-in-force.js';
import { CONFIGURATION } from '../tokens.js';
import { drillAddress } from './drill-address.js';
import { explainedInterval, explainedParts } from './explained-parts.js';

export class ExplainQuery extends Query<Explanation | ModelUnderWay> {
  constructor(
    readonly request: ExplainRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}

/** What a figure means, how it is computed, and from which cases. */
@QueryHandler(ExplainQuery)
export class ExplainHandler implements IQueryHandler<ExplainQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: ExplainQuery): Promise<Explanation | ModelUnderWay> {
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const named = metricNamed(request);
    return named === null ? this.score(request, reading) : this.figure(request, named, reading);
  }

  private async figure(request: ExplainRequest, named: NamedMetric, { model, at, basis }: Reading): Promise<ExplainedFigure> {
    const metric = metricOf(named);
    const { by = null, unit, policy } = request;
    const dates = datesOf(request);
    const question = questionOf(this.configuration.timeZone, { ...request, ...dates }, { by, unit, policy, at });
    const { measures, quantiles } = readFor(metric);
    const forInterval = metric.type === 'measure' ? [] : measuresForInterval(metric).map(measureOf);
    const [found] = await this.figures.children(question, [...measures, ...forInterval], quantiles, model.reads);
    const child = found ?? nothingCounted(metric);
    const figure = metric.type === 'histogram' ? null : figurePartsOf(metric, child, policy);
    const listed = { by, unit, policy, filters: question.filters, ...dates, at: request.at, knownAt: request.knownAt, referenceKnownAt: request.referenceKnownAt };
    return {
      type: 'figure',
      metric: describedMetric(metric),
      by,
      unit: unit === undefined || unit === '' ? null : unit,
      name: unit === undefined ? null : (labellerOf(model.reference, by, at)(unit)?.name ?? null),
      policy,
      filters: Object.fromEntries(Object.entries(question.filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      ...dates,
      formula: formulaWords(metric),
      figure,
      interval: explainedInterval(metric, child, figure, policy),
      parts: explainedParts(metric, child, policy, (measure) => drillAddress(listed, measure)),
      basis,
    };
  }

  private score({ scheme: name = '', unit, ...request }: ExplainRequest, { model, at, basis }: Reading): ExplainedScore {
    const dates = datesOf(request);
    const { until } = periodOf(this.configuration.timeZone, dates, at);
    const scheme = schemeInForce(model.reference, name, until);
    const { version, title, level, legalBasis, notes } = scheme;
    const query = new URLSearchParams(dates);
    const { at: instant, knownAt, referenceKnownAt } = request;
    for (const [key, value] of Object.entries({ unit, at: instant, knownAt, referenceKnownAt })) if (value !== undefined) query.set(key, value);
    return {
      type: 'score',
      scheme: { name: scheme.name, version, title, level, legalBasis: [...legalBasis], notes: [...notes] },
      unit: unit ?? null,
      ...dates,
      scorecard: `/v1/scorecards/${encodeURIComponent(scheme.name)}?${query.toString()}`,
      basis,
    };
  }
}

const describedMetric = ({ type, id, name, meaning, unit, direction, legalBasis }: Metric): ExplainedFigure['metric'] => ({
  kind: type,
  id,
  name,
  meaning,
  unit,
  direction,
  legalBasis: [...legalBasis],
});
