import type { Fact } from '../events/fact.js';

export type Retraction = {
  readonly facts: readonly Fact[];
  /** How many facts no longer count, retractions that were themselves retracted among them. */
  readonly retracted: number;
  /** Some retraction names a fact that this case does not hold. */
  readonly unmatched: boolean;
};

const keyOf = (source: unknown, id: unknown): string => `${String(source)}\u0000${String(id)}`;
const isRetraction = (fact: Fact): boolean => fact.type === 'fact.retracted';

/**
 * Takes out the facts that a `fact.retracted` of the case names by (source, id).
 *
 * A retraction may be retracted by a later one (in the order of the case), which brings the fact back. So the latest
 * retraction always holds, and going backwards every other one is settled when its turn comes; a retraction that
 * names itself or a later one has no effect on it, which is why no circle can arise.
 *
 * @param facts in the order of the case, each (source, id) once
 */
export const retractFacts = (facts: readonly Fact[]): Retraction => {
  if (!facts.some(isRetraction)) return { facts, retracted: 0, unmatched: false };
  const known = new Map(facts.map((fact, index) => [keyOf(fact.source, fact.id), index]));
  const gone = new Set<number>();
  let unmatched = false;
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    const fact = facts[index] as Fact;
    if (!isRetraction(fact) || gone.has(index)) continue;
    const target = known.get(keyOf(fact.data['source'], fact.data['id']));
    if (target === undefined) unmatched = true;
    else if (target < index || !isRetraction(facts[target] as Fact)) gone.add(target);
  }
  return { facts: facts.filter((_, index) => !gone.has(index)), retracted: gone.size, unmatched };
};
