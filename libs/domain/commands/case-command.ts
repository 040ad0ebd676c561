import { z } from 'zod';
import { amount, identifier, text } from '../events/fields.js';

/** The source of what people do through the platform itself. */
export const commandSource = 'urn:mingxiao:command';

const common = {
  /** Who does it, as declared. */
  actor: identifier,
  /** The case's last applied command that the sender looked at; null: none. Not given: whatever the platform sees now. */
  expectedVersion: z.object({ source: identifier, id: identifier }).nullable().optional(),
  /** A name of the sender's own, so that sending again repeats the command instead of giving a second one. */
  id: identifier.optional(),
};

const reason = text.trim().min(1);

const command = <const Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) => z.strictObject({ command: z.literal(name), ...shape, ...common });

/** What a person can do to a case through the platform. */
export const caseCommand = z.discriminatedUnion('command', [
  command('suspend', { reason: identifier, basis: text.optional(), approver: identifier.optional(), appliedFor: amount.optional() }),
  command('resume', {}),
  command('confirm-card', { card: identifier, reason: text.optional() }),
  command('take-down-card', { card: identifier, reason }),
  command('appeal-card', { card: identifier, reason }),
  command('decide-appeal', { card: identifier, decision: z.enum(['revoked', 'upheld', 'escalated']), reason }),
  command('open-order', { unit: identifier.optional(), holder: identifier.optional(), content: text.optional() }),
  command('answer-order', { answer: text.trim().min(1) }),
  command('close-order', { reason: text.optional() }),
  command('strike-off', { reason: text.optional() }),
]);

export type CaseCommand = z.output<typeof caseCommand>;
export type CommandNamed<Name extends CaseCommand['command']> = Extract<CaseCommand, { readonly command: Name }>;

/** What a command becomes in the log, before it gets its envelope. */
export type CommandDraft = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** Why a command is refused as the case stands; `code` for programs, `detail` for people. */
export type CommandRefusal = { readonly code: string; readonly detail: string };
