import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Ranking } from '@mingxiao/contracts/rankings';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import { indicatorOf } from '@mingxiao/metrics/indicators/indicators';
import { minimumCases } from '@mingxiao/metrics/ranking/rank-order';
import { rankingMeasures, rankingQuantiles, toRankingRows } from '@mingxiao/metrics/ranking/ranking-rows';
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
import { GetRankingQuery } from './get-ranking.query.js';

@QueryHandler(GetRankingQuery)
export class GetRankingHandler implements IQueryHandler<GetRankingQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: GetRankingQuery): Promise<Ranking | ModelUnderWay> {
    const model = await this.models.chosen(request, gone);
    if (model instanceof ModelUnderWay) return model;
    const at = readingInstant(request, this.clock.now());
    const { by, from, to } = request;
    const { measures, quantiles } = measuresAsked(rankingMeasures, [...rankingQuantiles, request.metric]);
    const basis = await this.basis.at(at, model);
    const figures = await this.figures.children(questionOf(this.configuration.timeZone, request, { by, at }), measures, quantiles, model.reads);
    const rows = toRankingRows(figures, request.metric, labellerOf(model.reference, by, at));
    const { name, direction } = indicatorOf(request.metric);
    return { by, from, to, metric: { id: request.metric, name, direction }, minimumCases, rows, basis };
  }
}
