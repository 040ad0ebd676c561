import type { CaseFact } from '@mingxiao/contracts/cases';
import { orderFacts } from '@mingxiao/domain/cases/order-facts';
import { retractFacts } from '@mingxiao/domain/cases/retract-facts';
import { settleFacts } from '@mingxiao/domain/cases/settle-facts';
import { voidCommands } from '@mingxiao/domain/cases/void-commands';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';

const keyOf = ({ source, id }: { readonly source: string; readonly id: string }): string => JSON.stringify([source, id]);

/** Says of each fact of a case whether it counts, by the same steps as the fold takes. */
export const standings = (facts: readonly StoredFact[]): ((fact: StoredFact) => CaseFact['standing']) => {
  const settled = settleFacts(facts);
  const first = new Map(settled.facts.map((fact) => [keyOf(fact), fact.contentHash]));
  const valid = voidCommands(settled.facts).facts;
  const notVoided = new Set(valid.map(keyOf));
  const counting = new Set(retractFacts(orderFacts(valid)).facts.map(keyOf));
  return (fact) => {
    if (first.get(keyOf(fact)) !== fact.contentHash) return 'conflict';
    if (!notVoided.has(keyOf(fact))) return 'voided';
    return counting.has(keyOf(fact)) ? 'counts' : 'retracted';
  };
};
