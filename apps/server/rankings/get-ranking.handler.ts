import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Ranking } from '@mingxiao/contracts/rankings';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import { indicatorOf } from '@mingxiao/metrics/indicators/indicators';
import { minimumCases } from '@mingxiao/metrics/ranking/rank-order';
import { rankingMeasures, rankingQuantiles, toRankingRows } from '@mingxiao/metrics/ranking/ranking-rows';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { labellerOf } from '../query/labeller.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { GetRankingQuery } from './get-ranking.query.js';

@QueryHandler(GetRankingQuery)
export class GetRankingHandler implements IQueryHandler<GetRankingQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly references: References,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request }: GetRankingQuery): Promise<Ranking> {
    const at = request.at === undefined ? this.clock.now() : (instantOf(request.at) ?? this.clock.now());
    const { by, from, to } = request;
    const { measures, quantiles } = measuresAsked(rankingMeasures, [...rankingQuantiles, request.metric]);
    const basis = await this.basis.at(at);
    const [figures, { reference }] = await Promise.all([
      this.figures.children(questionOf(this.configuration.timeZone, request, { by, at }), measures, quantiles),
      this.references.current(),
    ]);
    const rows = toRankingRows(figures, request.metric, labellerOf(reference, by, at));
    const { name, direction } = indicatorOf(request.metric);
    return { by, from, to, metric: { id: request.metric, name, direction }, minimumCases, rows, basis };
  }
}
