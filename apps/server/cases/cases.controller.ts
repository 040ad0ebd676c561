import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { caseListRequest, caseRequest, type CaseDetail, type CaseList } from '@mingxiao/contracts/cases';
import { z } from 'zod';
import { refuse } from '../http/problem.js';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { GetCaseQuery } from './get-case.query.js';
import { ListCasesQuery } from './list-cases.query.js';

const caseId = z.string().min(1).max(256);

@Controller('v1/cases')
@UseInterceptors(AnswerLater)
export class CasesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  list(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<CaseList | ModelUnderWay> {
    return this.queries.execute(new ListCasesQuery(caseListRequest.parse(query), localOperator, gone));
  }

  @Get(':id')
  async detail(@Param('id') id: string, @Query() query: unknown): Promise<CaseDetail> {
    const request = caseRequest.parse(query);
    const detail = await this.queries.execute(new GetCaseQuery(caseId.parse(id), request, localOperator));
    if (detail === null) throw refuse('not-found', `no fact ${request.knownAt === undefined ? '' : `known at ${request.knownAt} `}speaks of a case ${JSON.stringify(id)}`);
    return detail;
  }
}
