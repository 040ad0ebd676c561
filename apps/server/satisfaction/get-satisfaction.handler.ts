import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Satisfaction } from '@mingxiao/contracts/satisfaction';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { knowsSilence, satisfactionMeasures, toSatisfactionRow } from '@mingxiao/metrics/satisfaction/satisfaction-rows';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { labellerOf } from '../query/labeller.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { GetSatisfactionQuery } from './get-satisfaction.query.js';

@QueryHandler(GetSatisfactionQuery)
export class GetSatisfactionHandler implements IQueryHandler<GetSatisfactionQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly references: References,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request }: GetSatisfactionQuery): Promise<Satisfaction> {
    const at = request.at === undefined ? this.clock.now() : (instantOf(request.at) ?? this.clock.now());
    const { by = null, unit, policy, from, to } = request;
    const basis = await this.basis.at(at);
    const question = questionOf(this.configuration.timeZone, request, { by, unit, policy, at });
    const [children, { reference }] = await Promise.all([this.figures.children(question, satisfactionMeasures.map(measureOf), []), this.references.current()]);
    const label = labellerOf(reference, by, at);
    const scale = scaleOf(measureOf('valid'), policy);
    const rows = children.map((child) => toSatisfactionRow(child, child.child === '' ? null : label(child.child), scale, knowsSilence(request)));
    return { by, policy, from, to, scale, rows, basis };
  }
}
