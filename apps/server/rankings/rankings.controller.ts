import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { rankingRequest, type Ranking } from '@mingxiao/contracts/rankings';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { GetRankingQuery } from './get-ranking.query.js';

@Controller('v1/rankings')
@UseInterceptors(AnswerLater)
export class RankingsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  ranking(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<Ranking | ModelUnderWay> {
    return this.queries.execute(new GetRankingQuery(rankingRequest.parse(query), localOperator, gone));
  }
}
