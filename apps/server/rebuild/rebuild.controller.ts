import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { RebuildProgress } from '@mingxiao/contracts/rebuild';
import { Projector } from '../project/projector.js';
import { RebuildCasesCommand } from './rebuild-cases.command.js';

@Controller('v1/rebuild')
export class RebuildController {
  constructor(
    private readonly commands: CommandBus,
    private readonly projector: Projector,
  ) {}

  /** Folds every case again from its facts; answers when it is done. */
  @Post()
  @HttpCode(200)
  async rebuild(): Promise<RebuildProgress> {
    return { running: false, cases: await this.commands.execute(new RebuildCasesCommand()) };
  }

  @Get()
  progress(): RebuildProgress {
    return { running: this.projector.fold.mode === 'scan', cases: this.projector.fold.scannedCases };
  }
}
