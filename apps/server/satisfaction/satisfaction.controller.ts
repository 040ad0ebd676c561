import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { satisfactionRequest, type Satisfaction } from '@mingxiao/contracts/satisfaction';
import { localOperator } from '../query/viewer.js';
import { GetSatisfactionQuery } from './get-satisfaction.query.js';

@Controller('v1/satisfaction')
export class SatisfactionController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  satisfaction(@Query() query: unknown): Promise<Satisfaction> {
    return this.queries.execute(new GetSatisfactionQuery(satisfactionRequest.parse(query), localOperator));
  }
}
