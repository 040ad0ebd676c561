import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Health } from '@mingxiao/contracts/health';
import { GetHealthQuery } from './get-health.query.js';

@Controller('v1/health')
export class HealthController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  health(): Promise<Health> {
    return this.queries.execute(new GetHealthQuery());
  }
}
