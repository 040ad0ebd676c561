import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { figuresRequest, type Figures, type MetricList } from '@mingxiao/contracts/metrics';
import { metricList } from '@mingxiao/metrics/metric-list';
import { AnswerLater } from '../models/answer-later.interceptor.js';
import { Gone } from '../models/gone.js';
import type { ModelUnderWay } from '../models/read-model.js';
import { localOperator } from '../query/viewer.js';
import { GetFiguresQuery } from './get-figures.query.js';

@Controller('v1')
export class FiguresController {
  constructor(private readonly queries: QueryBus) {}

  /** Every measure and indicator there is. */
  @Get('metrics')
  metrics(): MetricList {
    return metricList();
  }

  @Get('figures')
  @UseInterceptors(AnswerLater)
  figures(@Query() query: unknown, @Gone() gone: AbortSignal): Promise<Figures | ModelUnderWay> {
    return this.queries.execute(new GetFiguresQuery(figuresRequest.parse(query), localOperator, gone));
  }
}
