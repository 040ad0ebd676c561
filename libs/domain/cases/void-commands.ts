import type { Fact } from '../events/fact.js';

export type Commands = {
  readonly facts: readonly Fact[];
  readonly voided: number;
  readonly last: { readonly source: string; readonly id: string } | null;
};

/** A command of ours says on what it was decided; facts from sources do not. Null is a statement: on no command yet. */
const isCommand = ({ data }: Fact): boolean => data['expectedVersion'] !== undefined;

const isDecidedOn = ({ data }: Fact, last: Commands['last']): boolean => {
  const expected = data['expectedVersion'];
  if (expected === null || typeof expected !== 'object') return expected === null && last === null;
  return last !== null && 'source' in expected && expected.source === last.source && 'id' in expected && expected.id === last.id;
};

/**
 * Leaves out the commands that lost a race: in the order of the log, one that was not decided on the last applied
 * command is void. The log arbitrates, so that no lock is needed and every reader sees the same winner.
 *
 * @param facts each (source, id) once, in any order
 */
export const voidCommands = (facts: readonly Fact[]): Commands => {
  if (!facts.some(isCommand)) return { facts, voided: 0, last: null };
  const inLogOrder = facts.filter(isCommand).sort((a, b) => a.offset - b.offset || (a.contentHash < b.contentHash ? -1 : 1));
  const voided = new Set<Fact>();
  let last: Commands['last'] = null;
  for (const command of inLogOrder) {
    if (isDecidedOn(command, last)) last = { source: command.source, id: command.id };
    else voided.add(command);
  }
  return { facts: facts.filter((fact) => !voided.has(fact)), voided: voided.size, last };
};
