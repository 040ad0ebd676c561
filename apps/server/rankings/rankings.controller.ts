import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { rankingRequest, type Ranking } from '@mingxiao/contracts/rankings';
import { localOperator } from '../query/viewer.js';
import { GetRankingQuery } from './get-ranking.query.js';

@Controller('v1/rankings')
export class RankingsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  ranking(@Query() query: unknown): Promise<Ranking> {
    return this.queries.execute(new GetRankingQuery(rankingRequest.parse(query), localOperator));
  }
}
