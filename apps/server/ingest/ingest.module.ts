import { Module } from '@nestjs/common';
import { EventsController } from './events.controller.js';
import { IngestEventsHandler } from './ingest-events.handler.js';

@Module({ controllers: [EventsController], providers: [IngestEventsHandler] })
export class IngestModule {}
