import { Module } from '@nestjs/common';
import { IngestModule } from '../ingest/ingest.module.js';
import { CaseCommandsController } from './case-commands.controller.js';
import { GiveCaseCommandHandler } from './give-case-command.handler.js';

@Module({ imports: [IngestModule], controllers: [CaseCommandsController], providers: [GiveCaseCommandHandler] })
export class CommandsModule {}
