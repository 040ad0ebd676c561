import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Alive, Health, Ready } from '@mingxiao/contracts/health';
import { refuse } from '../http/problem.js';
import { GetHealthQuery } from './get-health.query.js';
import { Readiness } from './readiness.js';

@Controller('v1/health')
export class HealthController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readiness: Readiness,
  ) {}

  @Get()
  health(): Promise<Health> {
    return this.queries.execute(new GetHealthQuery());
  }

  /** Whoever gets no answer here may restart the process: nothing else is asked for it. */
  @Get('live')
  live(): Alive {
    return { alive: true };
  }

  /** Whoever is refused here should ask another process for now. */
  @Get('ready')
  async ready(): Promise<Ready> {
    const reasons = await this.readiness.reasons();
    if (reasons.length > 0) throw refuse('unavailable', reasons.join('; '), { reasons }, { 'retry-after': '2' });
    return { ready: true };
  }
}
