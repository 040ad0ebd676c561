import type { Result } from '../kernel/result.js';
import type { CaseCommand, CommandDraft, CommandNamed, CommandRefusal } from './case-command.js';
import type { CommandContext } from './command-context.js';
import { decideCard } from './decide-card.js';
import { decideAnswer, decideConfirmedFinish, decideOpening } from './decide-order.js';
import { decideResumption, decideSuspension } from './decide-pause.js';

type Decider<Command> = (command: Command, context: CommandContext) => Result<CommandDraft, CommandRefusal>;

const deciders: { readonly [Name in CaseCommand['command']]: Decider<CommandNamed<Name>> } = {
  suspend: decideSuspension,
  resume: (_command, context) => decideResumption(context),
  'confirm-card': decideCard,
  'take-down-card': decideCard,
  'appeal-card': decideCard,
  'decide-appeal': decideCard,
  'open-order': decideOpening,
  'answer-order': decideAnswer,
  'close-order': decideConfirmedFinish,
  'strike-off': decideConfirmedFinish,
};

/** What a command becomes as the case stands, or why it is refused. Which of two wins is left to the log. */
export const decideCommand: Decider<CaseCommand> = (command, context) =>
  // The table pairs each name with the decider of its own commands.
  (deciders[command.command] as Decider<CaseCommand>)(command, context);
