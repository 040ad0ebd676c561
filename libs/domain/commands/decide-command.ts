import { assertNever, type Result } from '../kernel/result.js';
import type { CaseCommand, CommandDraft, CommandRefusal } from './case-command.js';
import type { CommandContext } from './command-context.js';
import { decideCard } from './decide-card.js';
import { decideAnswer, decideConfirmedFinish, decideOpening } from './decide-order.js';
import { decideResumption, decideSuspension } from './decide-pause.js';

/** What a command becomes as the case stands, or why it is refused. Which of two wins is left to the log. */
export const decideCommand = (command: CaseCommand, context: CommandContext): Result<CommandDraft, CommandRefusal> => {
  switch (command.command) {
    case 'suspend':
      return decideSuspension(command, context);
    case 'resume':
      return decideResumption(context);
    case 'confirm-card':
    case 'take-down-card':
    case 'appeal-card':
    case 'decide-appeal':
      return decideCard(command, context);
    case 'open-order':
      return decideOpening(command, context);
    case 'answer-order':
      return decideAnswer(command, context);
    case 'close-order':
    case 'strike-off':
      return decideConfirmedFinish(command, context);
    default:
      return assertNever(command);
  }
};
