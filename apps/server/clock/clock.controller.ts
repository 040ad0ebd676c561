import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { clockRequest, type CaseClockAnswer } from '@mingxiao/contracts/clock';
import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { knownAtRequest } from '@mingxiao/contracts/known-at';
import { z } from 'zod';
import { refuse } from '../http/problem.js';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { GetClockQuery } from './get-clock.query.js';
import { GetJointCaseQuery } from './get-joint-case.query.js';

const caseId = z.string().min(1).max(256);

@Controller('v1/cases/:id')
export class ClockController {
  constructor(private readonly queries: QueryBus) {}

  @Get('clock')
  async clock(@Param('id') id: string, @Query() query: unknown): Promise<CaseClockAnswer> {
    const request = clockRequest.parse(query);
    const answer = await this.queries.execute(new GetClockQuery(caseId.parse(id), request, localOperator));
    if (answer === null) throw refuse('not-found', `no fact ${request.knownAt === undefined ? '' : `known at ${request.knownAt} `}speaks of a case ${JSON.stringify(id)}`);
    return answer;
  }

  @Get('joint')
  @UseInterceptors(AnswerLater)
  joint(@Param('id') id: string, @Query() query: unknown, @Gone() gone: AbortSignal): Promise<JointCaseAnswer | ModelUnderWay> {
    return this.queries.execute(new GetJointCaseQuery(caseId.parse(id), knownAtRequest.parse(query), localOperator, gone));
  }
}
