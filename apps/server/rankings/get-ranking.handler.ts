import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Ranking, RankingRequest } from '@mingxiao/contracts/rankings';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import type { Indicator } from '@mingxiao/metrics/indicators/indicator';
import { indicatorOf } from '@mingxiao/metrics/indicators/indicators';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { withCaseMix, type SeasonFigures } from '@mingxiao/metrics/ranking/case-mix';
import { isShareOfCases, measuresForInterval, withRanges } from '@mingxiao/metrics/ranking/chance-of-rows';
import { minimumCases } from '@mingxiao/metrics/ranking/rank-order';
import { rankingMeasures, rankingQuantiles, toRankingRows } from '@mingxiao/metrics/ranking/ranking-rows';
import { seasonsOf } from '@mingxiao/metrics/ranking/seasons';
import type { FigureQuestion } from '@mingxiao/metrics/sources/question';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { refuse } from '../http/problem.js';
import { ModelUnderWay, type ReadModel } from '../models/read-model.js';
import { labellerOf } from '../query/labeller.js';
import { periodOf } from '../query/period.js';
import { Readings } from '../query/readings.js';
import { CONFIGURATION } from '../tokens.js';
import { GetRankingQuery } from './get-ranking.query.js';

/** Five years: each quarter is a statement of its own. */
const quartersMax = 20;

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
    const { by, from, to, ranges, top } = request;
    const indicator = indicatorOf(request.metric);
    const { measures, quantiles } = measuresAsked([...rankingMeasures, ...measuresForInterval(indicator)], [...rankingQuantiles, request.metric]);
    const question = questionOf(this.configuration.timeZone, request, { by, at });
    const figures = await this.figures.children(question, measures, quantiles, model.reads);
    const rows = toRankingRows(figures, request.metric, labellerOf(model.reference, by, at));
    const ranged = ranges === 'none' ? rows : withRanges(rows, indicator, { listenTo: ranges, top }, (unit) => model.reference.unitAt(unit, at)?.peerClass ?? null);
    const adjusted = request.adjust === 'none' ? ranged : withCaseMix(ranged, indicator, await this.seasons(request, question, indicator, model));
    const { name, direction } = indicator;
    return { by, from, to, metric: { id: request.metric, name, direction }, minimumCases, top, rows: adjusted, basis };
  }

  /** What each unit did of each item in each quarter, judged at the same instants as the whole period. */
  private async seasons(dates: Pick<RankingRequest, 'from' | 'to'>, { by, ...question }: FigureQuestion, indicator: Indicator, { reads }: ReadModel): Promise<SeasonFigures[]> {
    if (by === null || !isShareOfCases(indicator)) return [];
    const measures = [measureOf(indicator.numerator), measureOf(indicator.denominator)];
    const seasons = seasonsOf(dates);
    if (seasons.length > quartersMax) throw refuse('invalid-request', `adjust: at most ${quartersMax} quarters can be compared with one another; ask for a shorter period`);
    const found: SeasonFigures[] = [];
    for (const { season, ...quarter } of seasons) {
      const { from, to } = periodOf(this.configuration.timeZone, quarter, question.period.reading);
      const children = await this.figures.children({ ...question, by: 'item', within: by, period: { ...question.period, from, to } }, measures, [], reads);
      found.push({ season, children });
    }
    return found;
  }
}
