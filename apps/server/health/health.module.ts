import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { MetricsController } from '../telemetry/metrics.controller.js';
import { Metrics } from '../telemetry/metrics.js';
import { Standing } from '../telemetry/standing.js';
import { GetHealthHandler } from './get-health.handler.js';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';

/** Every process says how it is, whatever its role: of what it runs, and nothing of what it does not. */
@Module({})
export class HealthModule {
  /** @param parts the modules of this process; what they export is looked at where it is there */
  static over(parts: readonly Type[]): DynamicModule {
    return {
      module: HealthModule,
      imports: [...parts],
      controllers: [HealthController, MetricsController],
      providers: [GetHealthHandler, Readiness, Standing, Metrics],
    };
  }
}
