import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Projector } from '../project/projector.js';
import { RebuildCasesCommand } from './rebuild-cases.command.js';

@CommandHandler(RebuildCasesCommand)
export class RebuildCasesHandler implements ICommandHandler<RebuildCasesCommand> {
  constructor(private readonly projector: Projector) {}

  execute(): Promise<number> {
    return this.projector.rebuild();
  }
}
