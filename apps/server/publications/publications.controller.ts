import { Controller, Get, HttpCode, Param, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { publicationRequest, publishRequest, restateRequest, type PublicationList, type PublicationSummary, type RestatementAnswer } from '@mingxiao/contracts/publications';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { textOf } from '../http/bodies.js';
import { jsonOf } from '../http/json-of.js';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { GetPublicationQuery, type PublicationAnswer } from './get-publication.handler.js';
import { summaryOf } from './publication-answers.js';
import { Publications } from './publications.js';
import { PublishCommand } from './publish.handler.js';
import { RestateCommand } from './restate.handler.js';
import { RestatementOf } from './restatement-of.js';

const publicationId = z.string().min(1).max(128);
const restatementNumber = z.coerce.number().int().min(1);

@Controller('v1/publications')
@UseInterceptors(AnswerLater)
export class PublicationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly publications: Publications,
    private readonly restatementOf: RestatementOf,
  ) {}

  @Get()
  async list(): Promise<PublicationList> {
    return { publications: (await this.publications.all()).map(summaryOf) };
  }

  @Post()
  @HttpCode(201)
  publish(@Req() request: FastifyRequest, @Gone() gone: AbortSignal): Promise<PublicationSummary> {
    return this.commands.execute(new PublishCommand(publishRequest.parse(jsonOf(textOf(request.body))), gone));
  }

  @Get(':id')
  publication(@Param('id') id: string, @Query() query: unknown, @Gone() gone: AbortSignal): Promise<PublicationAnswer | ModelUnderWay> {
    return this.queries.execute(new GetPublicationQuery(publicationId.parse(id), publicationRequest.parse(query).unit, gone));
  }

  @Post(':id/restatements')
  @HttpCode(201)
  restate(@Param('id') id: string, @Req() request: FastifyRequest, @Gone() gone: AbortSignal): Promise<RestatementAnswer> {
    return this.commands.execute(new RestateCommand(publicationId.parse(id), restateRequest.parse(jsonOf(textOf(request.body))), gone));
  }

  @Get(':id/restatements/:number')
  async restatement(@Param('id') id: string, @Param('number') number: string, @Gone() gone: AbortSignal): Promise<RestatementAnswer | ModelUnderWay> {
    return this.restatementOf.number(await this.publications.named(publicationId.parse(id)), restatementNumber.parse(number), gone);
  }
}
