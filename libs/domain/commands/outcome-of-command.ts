import { settleFacts } from '../cases/settle-facts.js';
import { voidCommands } from '../cases/void-commands.js';
import type { Fact } from '../events/fact.js';
import { commandSource } from './case-command.js';

/** What became of a command: applied, or void because another one (`winner`) was decided on the same version first. */
export type CommandOutcome = { readonly command: Fact; readonly applied: boolean; readonly winner: Fact | null };

const sameVersion = (a: Fact, b: Fact): boolean => JSON.stringify(a.data['expectedVersion']) === JSON.stringify(b.data['expectedVersion']);

/** Reads the outcome from the facts of the case; null while they do not hold the command. */
export const outcomeOfCommand = (facts: readonly Fact[], id: string): CommandOutcome | null => {
  const settled = settleFacts(facts).facts;
  const command = settled.find((fact) => fact.source === commandSource && fact.id === id);
  if (command === undefined) return null;
  const standing = voidCommands(settled).facts;
  const applied = standing.includes(command);
  const winner = applied ? undefined : standing.find((fact) => fact.data['expectedVersion'] !== undefined && sameVersion(fact, command));
  return { command, applied, winner: winner ?? null };
};
