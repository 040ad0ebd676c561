import { Module } from '@nestjs/common';
import { Door } from './door.js';
import { EventsController } from './events.controller.js';
import { IngestEventsHandler } from './ingest-events.handler.js';

@Module({ controllers: [EventsController], providers: [Door, IngestEventsHandler], exports: [Door] })
export class IngestModule {}
