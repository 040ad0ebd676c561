import type { CaseState } from '../cases/case-state.js';
import { textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { defaultCalendarName } from '../kinds/neutral-kind.js';

/** Deeper than any real organisation; units that name each other as parents end here. */
const levelsMax = 16;

const named = ({ subject, data }: Fact, field: 'name' | 'item' | 'unit'): string => textOf(data[field]) ?? subject;
const of = (facts: readonly Fact[], type: string): readonly Fact[] => facts.filter((fact) => fact.type === type);

const calendarOf = ({ data: { body } }: Fact): string | null =>
  typeof body === 'object' && body !== null && 'calendar' in body ? textOf(body.calendar) : null;

/** A unit with all units that were ever above it. */
const withParents = (unit: string, definitions: readonly Fact[]): ReadonlySet<string> => {
  const units = new Set([unit]);
  for (let level = 0; level < levelsMax; level += 1) {
    const before = units.size;
    for (const fact of definitions) {
      const parent = textOf(fact.data['parent']);
      if (parent !== null && units.has(named(fact, 'unit'))) units.add(parent);
    }
    if (units.size === before) break;
  }
  return units;
};

/** What a retraction takes back, if it is among the facts: one of the same subject. Of retractions only an earlier one, so that no circle can arise. */
const earlierTarget = ({ subject, data, offset }: Fact, facts: readonly Fact[]): Fact | undefined =>
  facts.find((fact) => fact.subject === subject && fact.source === data['source'] && fact.id === data['id'] && (fact.type !== 'fact.retracted' || fact.offset < offset));

/** The definitions that can have a say in the clock and the place of a case: of its item, kinds, calendars and units, and what takes one of them back. */
const concerns = (state: CaseState, facts: readonly Fact[]): ((fact: Fact) => boolean) => {
  const items = of(facts, 'item.defined').filter((fact) => named(fact, 'item') === state.item);
  const kinds = new Set([state.kind, ...items.map(({ data }) => textOf(data['kind']))]);
  const kindFacts = of(facts, 'kind.defined').filter((fact) => kinds.has(named(fact, 'name')));
  const calendars = new Set([defaultCalendarName, ...kindFacts.map(calendarOf)]);
  const units = state.unit === null ? new Set<string>() : withParents(state.unit, of(facts, 'org.unit-defined'));
  const chosen = new Set<Fact>([...items, ...kindFacts]);
  const concernsCase = (fact: Fact | undefined): boolean => {
    if (fact === undefined) return false;
    if (fact.type === 'fact.retracted') return concernsCase(earlierTarget(fact, facts));
    if (fact.type === 'calendar.defined') return calendars.has(named(fact, 'name'));
    if (fact.type === 'org.unit-defined') return units.has(named(fact, 'unit'));
    return chosen.has(fact);
  };
  return concernsCase;
};

/**
 * When reference data that can change a case's verdict was stored, in order, each instant once: after `since`, when
 * the case was first known. Facts stored in one instant are one publication.
 *
 * @param facts all reference facts
 */
export const referenceChanges = (state: CaseState, facts: readonly Fact[], since: Instant): readonly Instant[] => {
  const concernsCase = concerns(state, facts);
  const stored = facts.filter((fact) => fact.storedAt > since && concernsCase(fact)).map(({ storedAt }) => storedAt);
  return [...new Set(stored)].sort((a, b) => a - b);
};
