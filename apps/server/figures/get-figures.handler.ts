import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Figures } from '@mingxiao/contracts/metrics';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import { toFiguresRows } from '@mingxiao/metrics/figures/figures-rows';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import type { Configuration } from '../configuration/configuration.js';
import { ModelUnderWay } from '../models/read-model.js';
import { labellerOf } from '../query/labeller.js';
import { Readings } from '../query/readings.js';
import { CONFIGURATION } from '../tokens.js';
import { FiguresOf } from './figures-of.js';
import { GetFiguresQuery } from './get-figures.query.js';
import { questionOf } from './question-of.js';

@QueryHandler(GetFiguresQuery)
export class GetFiguresHandler implements IQueryHandler<GetFiguresQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: GetFiguresQuery): Promise<Figures | ModelUnderWay> {
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const { by = null, unit, policy, from, to } = request;
    const { measures, quantiles } = measuresAsked(request.measures, request.indicators);
    const question = questionOf(this.configuration.timeZone, request, { by, unit, policy, at });
    const children = await this.figures.children(question, measures, quantiles, model.reads);
    const rows = toFiguresRows(children, request, labellerOf(model.reference, by, at));
    const scales = Object.fromEntries(measures.map((measure) => [measure.id, scaleOf(measure, policy)]));
    return { by, policy, from, to, scales, rows, basis };
  }
}
