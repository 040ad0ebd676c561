import { orderFacts } from '../cases/order-facts.js';
import { retractFacts } from '../cases/retract-facts.js';
import { settleFacts } from '../cases/settle-facts.js';
import { voidCommands } from '../cases/void-commands.js';
import type { Fact } from '../events/fact.js';

/** The facts of a case that count, in the order of the case: by the same steps as the fold takes. */
export const countingFacts = (facts: readonly Fact[]): readonly Fact[] =>
  retractFacts(orderFacts(voidCommands(settleFacts(facts).facts).facts)).facts;
