import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { explainRequest, type Explanation } from '@mingxiao/contracts/explain';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { ExplainQuery } from './explain.handler.js';

@Controller('v1/explain')
@UseInterceptors(AnswerLater)
export class ExplainController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  explain(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<Explanation | ModelUnderWay> {
    return this.queries.execute(new ExplainQuery(explainRequest.parse(query), localOperator, gone));
  }
}
