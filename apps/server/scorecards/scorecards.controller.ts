import { Controller, Get, Inject, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { scorecardsRequest, type ScorecardAnswer, type ScorecardList, type SchemeList } from '@mingxiao/contracts/scorecards';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { z } from 'zod';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { References } from '../project/references.js';
import { localOperator } from '../query/viewer.js';
import { CLOCK } from '../tokens.js';
import { GetScorecardsQuery } from './get-scorecards.query.js';
import { schemeOf } from './scorecard-answers.js';

const schemeName = z.string().min(1).max(256);

@Controller('v1/scorecards')
@UseInterceptors(AnswerLater)
export class ScorecardsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly references: References,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The schemes in force now. */
  @Get()
  async schemes(): Promise<SchemeList> {
    const { reference } = await this.references.current();
    return {
      schemes: reference.schemesAt(this.clock.now()).map((scheme) => ({
        ...schemeOf(scheme),
        effectiveFrom: scheme.effectiveFrom,
        legalBasis: scheme.legalBasis,
        notes: scheme.notes,
        minimumCases: scheme.minimumCases,
        assessments: Object.entries(scheme.assessments).flatMap(([name, assessment]) => (assessment === null ? [] : [name])),
        peerClasses: scheme.peerClasses.map((one) => one.class),
      })),
    };
  }

  @Get(':scheme')
  scorecards(@Param('scheme') scheme: string, @Query() query: unknown, @Gone() gone: AbortSignal): Promise<ScorecardList | ScorecardAnswer | ModelUnderWay> {
    return this.queries.execute(new GetScorecardsQuery(schemeName.parse(scheme), scorecardsRequest.parse(query), localOperator, gone));
  }
}
