import { Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { whatIfRequest, type WhatIfAnswer } from '@mingxiao/contracts/what-if';
import type { FastifyRequest } from 'fastify';
import { textOf } from '../http/bodies.js';
import { jsonOf } from '../http/json-of.js';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { WhatIfQuery } from './what-if.handler.js';

@Controller('v1/what-if')
@UseInterceptors(AnswerLater)
export class WhatIfController {
  constructor(private readonly queries: QueryBus) {}

  /** A question with a body: it writes nothing. */
  @Post()
  @HttpCode(200)
  ask(@Req() request: FastifyRequest, @Gone() gone: AbortSignal): Promise<WhatIfAnswer | ModelUnderWay> {
    return this.queries.execute(new WhatIfQuery(whatIfRequest.parse(jsonOf(textOf(request.body))), gone));
  }
}
