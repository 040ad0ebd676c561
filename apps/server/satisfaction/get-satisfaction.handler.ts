import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Satisfaction } from '@mingxiao/contracts/satisfaction';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { knowsSilence, satisfactionMeasures, toSatisfactionRow } from '@mingxiao/metrics/satisfaction/satisfaction-rows';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { ModelUnderWay } from '../models/read-model.js';
import { labellerOf } from '../query/labeller.js';
import { Readings } from '../query/readings.js';
import { CONFIGURATION } from '../tokens.js';
import { GetSatisfactionQuery } from './get-satisfaction.query.js';

@QueryHandler(GetSatisfactionQuery)
export class GetSatisfactionHandler implements IQueryHandler<GetSatisfactionQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: GetSatisfactionQuery): Promise<Satisfaction | ModelUnderWay> {
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const { by = null, unit, policy, from, to } = request;
    const question = questionOf(this.configuration.timeZone, request, { by, unit, policy, at });
    const children = await this.figures.children(question, satisfactionMeasures.map(measureOf), [], model.reads);
    const label = labellerOf(model.reference, by, at);
    const scale = scaleOf(measureOf('valid'), policy);
    const rows = children.map((child) => toSatisfactionRow(child, child.child === '' ? null : label(child.child), scale, knowsSilence(request)));
    return { by, policy, from, to, scale, rows, basis };
  }
}
