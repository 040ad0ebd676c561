import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Figures } from '@mingxiao/contracts/metrics';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import { toFiguresRows } from '@mingxiao/metrics/figures/figures-rows';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { Configuration } from '../configuration/configuration.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { labellerOf } from '../query/labeller.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { FiguresOf } from './figures-of.js';
import { GetFiguresQuery } from './get-figures.query.js';
import { questionOf } from './question-of.js';

@QueryHandler(GetFiguresQuery)
export class GetFiguresHandler implements IQueryHandler<GetFiguresQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly references: References,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request }: GetFiguresQuery): Promise<Figures> {
    const at = request.at === undefined ? this.clock.now() : (instantOf(request.at) ?? this.clock.now());
    const { by = null, unit, policy, from, to } = request;
    const { measures, quantiles } = measuresAsked(request.measures, request.indicators);
    const basis = await this.basis.at(at);
    const [children, { reference }] = await Promise.all([
      this.figures.children(questionOf(this.configuration.timeZone, request, { by, unit, policy, at }), measures, quantiles),
      this.references.current(),
    ]);
    const rows = toFiguresRows(children, request, labellerOf(reference, by, at));
    const scales = Object.fromEntries(measures.map((measure) => [measure.id, scaleOf(measure, policy)]));
    return { by, policy, from, to, scales, rows, basis };
  }
}
