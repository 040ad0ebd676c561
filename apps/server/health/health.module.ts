import { Module } from '@nestjs/common';
import { GetHealthHandler } from './get-health.handler.js';
import { HealthController } from './health.controller.js';

/** Every process says how it is, whatever its role. */
@Module({ controllers: [HealthController], providers: [GetHealthHandler] })
export class HealthModule {}
