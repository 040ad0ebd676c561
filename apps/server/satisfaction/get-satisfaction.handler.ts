import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Satisfaction } from '@mingxiao/contracts/satisfaction';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { knowsSilence, satisfactionMeasures, toSatisfactionRow } from '@mingxiao/metrics/satisfaction/satisfaction-rows';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { ModelUnderWay } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { BasisOf } from '../query/basis.js';
import { labellerOf } from '../query/labeller.js';
import { readingInstant } from '../query/reading-instant.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { GetSatisfactionQuery } from './get-satisfaction.query.js';

@QueryHandler(GetSatisfactionQuery)
export class GetSatisfactionHandler implements IQueryHandler<GetSatisfactionQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: GetSatisfactionQuery): Promise<Satisfaction | ModelUnderWay> {
    const model = await this.models.chosen(request, gone);
    if (model instanceof ModelUnderWay) return model;
    const at = readingInstant(request, this.clock.now());
    const { by = null, unit, policy, from, to } = request;
    const basis = await this.basis.at(at, model);
    const question = questionOf(this.configuration.timeZone, request, { by, unit, policy, at });
    const children = await this.figures.children(question, satisfactionMeasures.map(measureOf), [], model.reads);
    const label = labellerOf(model.reference, by, at);
    const scale = scaleOf(measureOf('valid'), policy);
    const rows = children.map((child) => toSatisfactionRow(child, child.child === '' ? null : label(child.child), scale, knowsSilence(request)));
    return { by, policy, from, to, scale, rows, basis };
  }
}
