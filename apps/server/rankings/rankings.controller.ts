import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { rankingRequest, type Ranking } from '@mingxiao/contracts/rankings';
import type { FastifyReply } from 'fastify';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { GetRankingQuery } from './get-ranking.query.js';
import { rankingCsv } from './ranking-csv.js';

@Controller('v1/rankings')
@UseInterceptors(AnswerLater)
export class RankingsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  ranking(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<Ranking | ModelUnderWay> {
    return this.queries.execute(new GetRankingQuery(rankingRequest.parse(query), localOperator, gone));
  }

  /** The same, for a spreadsheet. */
  @Get('csv')
  async csv(@Query() query: unknown, @Gone() gone: AbortSignal, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | ModelUnderWay> {
    const answer = await this.ranking(query, gone);
    if (answer instanceof ModelUnderWay) return answer;
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="ranking-${answer.metric.id}-${answer.from}-${answer.to}.csv"`);
    return rankingCsv(answer);
  }
}
