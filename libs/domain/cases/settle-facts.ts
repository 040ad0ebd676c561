import type { Fact } from '../events/fact.js';
import type { FactConflict } from './case-state.js';

export type SettledFacts = {
  /** One fact per (source, id): the content that came first in the log. */
  readonly facts: readonly Fact[];
  /** One entry per other content under a (source, id) already taken. */
  readonly conflicts: readonly FactConflict[];
};

const none: readonly FactConflict[] = [];

/** Below this, comparing each with each is faster than building a map. */
const fewFacts = 16;

/** Which of two contents came first. Equal offsets do not occur in a log; the hash keeps even them in one order. */
const isBefore = (a: Fact, b: Fact): boolean =>
  a.offset !== b.offset ? a.offset < b.offset : a.contentHash < b.contentHash;

const repeatsAnother = (facts: readonly Fact[], index: number): boolean => {
  const { id, source } = facts[index] as Fact;
  for (let other = 0; other < index; other += 1) {
    const before = facts[other] as Fact;
    if (before.id === id && before.source === source) return true;
  }
  return false;
};

const allDistinct = (facts: readonly Fact[]): boolean => {
  if (facts.length > fewFacts) return new Set(facts.map(({ source, id }) => `${source}\u0000${id}`)).size === facts.length;
  for (let index = 1; index < facts.length; index += 1) if (repeatsAnother(facts, index)) return false;
  return true;
};

const groupByIdentity = (facts: readonly Fact[]): Map<string, Fact[]> => {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.source}\u0000${fact.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  return groups;
};

const conflictsOf = (group: readonly Fact[], first: Fact): FactConflict[] => {
  const others = new Map<string, Fact>();
  for (const fact of group) {
    const known = others.get(fact.contentHash);
    if (fact.contentHash !== first.contentHash && (known === undefined || isBefore(fact, known))) others.set(fact.contentHash, fact);
  }
  return [...others.values()].map(({ source, id, offset }) => ({ source, id, offset }));
};

const byPlace = (a: FactConflict, b: FactConflict): number => a.offset - b.offset || (a.id < b.id ? -1 : 1);

/**
 * Lets every (source, id) count once. The content first in the log counts; the same content again is nothing; another
 * content is a conflict, listed once with its first offset (domain guide §4). Arrival order plays no part.
 */
export const settleFacts = (facts: readonly Fact[]): SettledFacts => {
  if (allDistinct(facts)) return { facts, conflicts: none };
  const counted: Fact[] = [];
  const conflicts: FactConflict[] = [];
  for (const group of groupByIdentity(facts).values()) {
    const first = group.reduce((best, fact) => (isBefore(fact, best) ? fact : best));
    counted.push(first);
    if (group.length > 1) conflicts.push(...conflictsOf(group, first));
  }
  return { facts: counted, conflicts: conflicts.sort(byPlace) };
};
