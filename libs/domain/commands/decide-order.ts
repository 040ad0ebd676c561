import { checkAcceptance } from '../kinds/check-acceptance.js';
import { accept, reject, type Result } from '../kernel/result.js';
import type { CommandDraft, CommandNamed, CommandRefusal } from './case-command.js';
import type { CommandContext } from './command-context.js';

type Decision = Result<CommandDraft, CommandRefusal>;

const refuse = (code: string, detail: string): Decision => reject({ code, detail });

const orderKind = 'supervision-order';

const notAnOrder = ({ state }: CommandContext): CommandRefusal | null =>
  state.kind === orderKind ? null : { code: 'not-an-order', detail: `case ${state.caseId} is no supervision order` };

const addressee = ({ unit, holder }: CommandNamed<'open-order'>, present: string | null) => ({ unit: unit ?? present, holder: holder ?? null });

/** Issues an order that waits to be issued: its time to be closed starts to run. */
export const decideOpening = (command: CommandNamed<'open-order'>, context: CommandContext): Decision => {
  const { state, kind, facts } = context;
  const wrong = notAnOrder(context);
  if (wrong !== null) return reject(wrong);
  if (state.status !== 'received') return refuse(`order-${state.status}`, `the order is ${state.status}: it cannot be issued again`);
  const received = facts.find(({ type }) => type === 'case.received')?.data ?? {};
  const { issueWithin: _issueWithin, ...stated } = received;
  const content = command.content === undefined ? {} : { content: command.content };
  const data = { ...stated, ...addressee(command, state.unit), ...content };
  const checked = checkAcceptance(kind, data);
  return checked.ok ? accept({ type: 'case.accepted', data }) : refuse(checked.rejection.code, `a case of kind ${kind.name} needs a due date`);
};

const isRunning = ({ state: { status } }: CommandContext): boolean => status === 'open' || status === 'waiting' || status === 'suspended';

export const decideAnswer = ({ answer, actor }: CommandNamed<'answer-order'>, context: CommandContext): Decision => {
  const wrong = notAnOrder(context);
  if (wrong !== null) return reject(wrong);
  const { status, unit } = context.state;
  if (!isRunning(context)) return refuse(`order-${status}`, `the order is ${status}: it cannot be answered`);
  return accept({ type: 'case.step-completed', data: { step: 'answer', staff: actor, unit, reason: answer } });
};

/** Who did what is to be confirmed: the holder, and everyone who completed a step. */
const isDoer = ({ state }: CommandContext, actor: string): boolean => state.holder === actor || state.completedSteps.some(({ staff }) => staff === actor);

/** Somebody other than the doer confirms that it is done, where the kind asks for that (an order, a rectification item). */
export const decideConfirmedFinish = (command: CommandNamed<'close-order' | 'strike-off'>, context: CommandContext): Decision => {
  const { state, kind } = context;
  const wrong = command.command === 'close-order' ? notAnOrder(context) : null;
  if (wrong !== null) return reject(wrong);
  if (kind.finishing.check !== 'other-than-doer') return refuse('not-struck-off', `a case of kind ${kind.name} is finished by its holder, not struck off`);
  if (!isRunning(context)) return refuse(`case-${state.status}`, `the case is ${state.status}: it cannot be closed`);
  if (isDoer(context, command.actor)) return refuse('checker-is-doer', `${command.actor} has worked on it; somebody else has to confirm that it is done`);
  return accept({ type: 'case.finished', data: { outcome: 'done', checker: command.actor, ...(command.reason === undefined ? {} : { reason: command.reason }) } });
};
