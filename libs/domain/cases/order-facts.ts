import { catalogue } from '../events/catalogue.js';
import type { Fact } from '../events/fact.js';

const textOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Time, rank of type, source, id: the order of domain guide §4, never the order of arrival. */
export const compareFacts = (a: Fact, b: Fact): number => {
  if (a.time !== b.time) return a.time - b.time;
  if (a.type !== b.type) {
    const ranks = catalogue.rankOf(a.type) - catalogue.rankOf(b.type);
    return ranks !== 0 ? ranks : textOrder(a.type, b.type);
  }
  return textOrder(a.source, b.source) || textOrder(a.id, b.id);
};

/** A sorted copy; a list that stands in order already is handed back as it is. */
export const orderFacts = (facts: readonly Fact[]): readonly Fact[] => {
  for (let index = 1; index < facts.length; index += 1) {
    if (compareFacts(facts[index - 1] as Fact, facts[index] as Fact) > 0) return [...facts].sort(compareFacts);
  }
  return facts;
};
