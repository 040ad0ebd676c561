import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { signalListRequest, type SignalList } from '@mingxiao/contracts/signals';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { ListSignalsQuery } from './list-signals.query.js';

@Controller('v1/signals')
@UseInterceptors(AnswerLater)
export class SignalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  list(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<SignalList | ModelUnderWay> {
    return this.queries.execute(new ListSignalsQuery(signalListRequest.parse(query), localOperator, gone));
  }
}
