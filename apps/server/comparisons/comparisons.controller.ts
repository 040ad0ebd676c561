import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { comparisonRequest, type Comparison } from '@mingxiao/contracts/comparisons';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { CompareQuery } from './compare.handler.js';

@Controller('v1/comparisons')
@UseInterceptors(AnswerLater)
export class ComparisonsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  compare(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<Comparison | ModelUnderWay> {
    return this.queries.execute(new CompareQuery(comparisonRequest.parse(query), localOperator, gone));
  }
}
