import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { figuresRequest, type Figures, type MetricList } from '@mingxiao/contracts/metrics';
import { metricList } from '@mingxiao/metrics/metric-list';
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
  figures(@Query() query: unknown): Promise<Figures> {
    return this.queries.execute(new GetFiguresQuery(figuresRequest.parse(query), localOperator));
  }
}
