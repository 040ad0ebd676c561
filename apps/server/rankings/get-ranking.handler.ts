import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Ranking } from '@mingxiao/contracts/rankings';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import { indicatorOf } from '@mingxiao/metrics/indicators/indicators';
import { minimumCases } from '@mingxiao/metrics/ranking/rank-order';
import { rankingMeasures, rankingQuantiles, toRankingRows } from '@mingxiao/metrics/ranking/ranking-rows';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { ModelUnderWay } from '../models/read-model.js';
import { labellerOf } from '../query/labeller.js';
import { Readings } from '../query/readings.js';
import { CONFIGURATION } from '../tokens.js';
import { GetRankingQuery } from './get-ranking.query.js';

@QueryHandler(GetRankingQuery)
export class GetRankingHandler implements IQueryHandler<GetRankingQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: GetRankingQuery): Promise<Ranking | ModelUnderWay> {
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const { by, from, to } = request;
    const { measures, quantiles } = measuresAsked(rankingMeasures, [...rankingQuantiles, request.metric]);
    const figures = await this.figures.children(questionOf(this.configuration.timeZone, request, { by, at }), measures, quantiles, model.reads);
    const rows = toRankingRows(figures, request.metric, labellerOf(model.reference, by, at));
    const { name, direction } = indicatorOf(request.metric);
    return { by, from, to, metric: { id: request.metric, name, direction }, minimumCases, rows, basis };
  }
}
