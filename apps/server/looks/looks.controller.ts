import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { looksRequest, type CaseLooks, type Looks } from '@mingxiao/contracts/looks';
import { z } from 'zod';
import { refuse } from '../http/problem.js';
import { Gone } from '../models/gone.js';
import { localOperator } from '../query/viewer.js';
import { GetCaseLooksQuery } from './get-case-looks.query.js';
import { ListLooksQuery } from './list-looks.query.js';

const caseId = z.string().min(1).max(256);

@Controller('v1')
export class LooksController {
  constructor(private readonly queries: QueryBus) {}

  @Get('looks')
  list(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<Looks> {
    return this.queries.execute(new ListLooksQuery(looksRequest.parse(query), localOperator, gone));
  }

  @Get('cases/:id/looks')
  async ofCase(@Param('id') id: string): Promise<CaseLooks> {
    const answer = await this.queries.execute(new GetCaseLooksQuery(caseId.parse(id), localOperator));
    if (answer === null) throw refuse('not-found', `no fact speaks of a case ${JSON.stringify(id)}`);
    return answer;
  }
}
