import { accept, reject, type Result } from '../kernel/result.js';
import type { CommandDraft, CommandNamed, CommandRefusal } from './case-command.js';
import type { CommandContext } from './command-context.js';

type Decision = Result<CommandDraft, CommandRefusal>;
type Suspend = CommandNamed<'suspend'>;

const refuse = (code: string, detail: string): Decision => reject({ code, detail });

/** The roles somebody serves in now; nothing is known of a person whom no posting names. */
const rolesOf = (approver: string, { reference, now }: CommandContext): readonly (string | null)[] => reference.postingsAt(approver, now).map(({ role }) => role);

/** Why the authority given does not suffice for this reason; null when it does. */
const lackOfAuthority = ({ reason, approver }: Suspend, context: CommandContext): CommandRefusal | null => {
  const { pauses } = context.kind;
  const rule = pauses.find((pause) => pause.reason === reason);
  if (pauses.length > 0 && rule === undefined) return { code: 'unknown-suspension-reason', detail: `${reason} is no ground on which cases of kind ${context.kind.name} may pause` };
  if (rule === undefined || rule.approvers.length === 0) return null;
  if (approver === undefined) return { code: 'approver-missing', detail: `a pause for ${reason} has to be approved by: ${rule.approvers.join(', ')}` };
  const roles = rolesOf(approver, context);
  const suffices = roles.length === 0 || roles.some((role) => role !== null && rule.approvers.includes(role));
  return suffices ? null : { code: 'approver-lacks-role', detail: `${approver} is none of: ${rule.approvers.join(', ')}` };
};

/** Suspends a running case on a ground its kind knows, approved by somebody who may. */
export const decideSuspension = (command: Suspend, context: CommandContext): Decision => {
  const { status } = context.state;
  if (status !== 'open' && status !== 'waiting') return refuse(`case-${status}`, `the case is ${status}: it cannot be suspended`);
  const lack = lackOfAuthority(command, context);
  if (lack !== null) return reject(lack);
  const { reason, basis, approver, appliedFor } = command;
  return accept({ type: 'case.suspended', data: { reason, basis: basis ?? null, approver: approver ?? null, appliedFor: appliedFor ?? null } });
};

export const decideResumption = ({ state: { status } }: CommandContext): Decision =>
  status === 'suspended' ? accept({ type: 'case.resumed', data: {} }) : refuse(`case-${status}`, `the case is ${status}: there is nothing to resume`);
