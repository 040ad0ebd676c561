import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { signalListRequest, type SignalList } from '@mingxiao/contracts/signals';
import { localOperator } from '../query/viewer.js';
import { ListSignalsQuery } from './list-signals.query.js';

@Controller('v1/signals')
export class SignalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  list(@Query() query: unknown): Promise<SignalList> {
    return this.queries.execute(new ListSignalsQuery(signalListRequest.parse(query), localOperator));
  }
}
