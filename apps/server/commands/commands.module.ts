import { Module } from '@nestjs/common';
import { CaseCommandsController } from './case-commands.controller.js';
import { GiveCaseCommandHandler } from './give-case-command.handler.js';

@Module({ controllers: [CaseCommandsController], providers: [GiveCaseCommandHandler] })
export class CommandsModule {}
