import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '@mingxiao/contracts/commands';
import type { CaseCommand } from '@mingxiao/domain/commands/case-command';

/** Does to a case what a person decided. */
export class GiveCaseCommand extends Command<CommandAnswer> {
  constructor(
    readonly caseId: string,
    readonly command: CaseCommand,
  ) {
    super();
  }
}
