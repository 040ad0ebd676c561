import { orderFacts } from '../cases/order-facts.js';
import { retractFacts } from '../cases/retract-facts.js';
import { settleFacts } from '../cases/settle-facts.js';
import type { Fact } from '../events/fact.js';

/**
 * The reference facts that count. Identity and retraction hold within one subject, as they do within one case: only
 * facts of one subject share a partition of the log, so only their offsets compare.
 */
export const settleReferenceFacts = (facts: readonly Fact[]): readonly Fact[] => {
  const bySubject = new Map<string, Fact[]>();
  for (const fact of facts) {
    const group = bySubject.get(fact.subject);
    if (group === undefined) bySubject.set(fact.subject, [fact]);
    else group.push(fact);
  }
  return [...bySubject.values()].flatMap((group) => retractFacts(orderFacts(settleFacts(group).facts)).facts);
};
