import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { satisfactionRequest, type Satisfaction } from '@mingxiao/contracts/satisfaction';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { GetSatisfactionQuery } from './get-satisfaction.query.js';

@Controller('v1/satisfaction')
@UseInterceptors(AnswerLater)
export class SatisfactionController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  satisfaction(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<Satisfaction | ModelUnderWay> {
    return this.queries.execute(new GetSatisfactionQuery(satisfactionRequest.parse(query), localOperator, gone));
  }
}
