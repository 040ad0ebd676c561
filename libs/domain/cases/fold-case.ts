import type { Fact } from '../events/fact.js';
import type { Reference } from '../reference/reference.js';
import { caseContext } from './case-context.js';
import type { CaseState } from './case-state.js';
import { concludeCase } from './conclude-case.js';
import { orderFacts } from './order-facts.js';
import { retractFacts } from './retract-facts.js';
import { settleFacts } from './settle-facts.js';
import { voidCommands } from './void-commands.js';
import { walkFacts } from './walk-facts.js';

/**
 * What all facts of one case say: a pure function of their set. They may come in any order, repeated, and with other
 * contents under a (source, id) already taken; nothing makes it throw, what is odd is flagged.
 *
 * Each (source, id) counts once; commands that lost their race are void; retracted facts are out; the rest is walked
 * in the order of domain guide §4 and concluded into one state.
 */
export const foldCase = (caseId: string, facts: readonly Fact[], reference: Reference): CaseState => {
  const settled = settleFacts(facts);
  const commands = voidCommands(settled.facts);
  const retraction = retractFacts(orderFacts(commands.facts));
  const walk = walkFacts(retraction.facts, caseContext(retraction.facts, reference));
  return concludeCase(caseId, walk, {
    facts: retraction.facts,
    factsCount: settled.facts.length,
    conflicts: settled.conflicts,
    commands,
    retraction,
  });
};
