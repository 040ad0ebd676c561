import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Fact } from '../events/fact.js';
import type { CaseKind } from '../kinds/kind.js';
import type { Instant } from '../kernel/instant.js';
import { neutralKind } from '../kinds/neutral-kind.js';
import type { ItemDefinition, Reference } from '../reference/reference.js';
import { textOf, type FactData } from './data-fields.js';

/** What holds for a case as a whole: taken as of its acceptance, never at its present value (domain guide §5). */
export type CaseContext = {
  readonly reference: Reference;
  readonly acceptance: Fact | null;
  /** Data of the acceptance; until there is one, what the receipt of the papers states. */
  readonly accepted: FactData;
  readonly kindName: string | null;
  /** What the kind says; the neutral one where none is named or known. */
  readonly kind: CaseKind;
  readonly kindKnown: boolean;
  readonly item: ItemDefinition | null;
  readonly calendar: WorkingCalendar | null;
};

const noData: FactData = {};

/** Rules and calendar for a kind as of an instant: what a fold and a later reading of the same case share. */
export const rulesAt = (reference: Reference, kindName: string | null, at: Instant) => {
  const known = reference.kindAt(kindName, at);
  const kind = known ?? neutralKind;
  return { kind, kindKnown: known !== null, calendar: reference.calendarAt(kind.calendar, at) };
};

const firstOf = (type: string, facts: readonly Fact[]): Fact | null => {
  for (const fact of facts) if (fact.type === type) return fact;
  return null;
};

/** @param facts in the order of the case: the first acceptance is the one that counts */
export const caseContext = (facts: readonly Fact[], reference: Reference): CaseContext => {
  const acceptance = firstOf('case.accepted', facts);
  const opening = acceptance ?? firstOf('case.received', facts);
  const accepted = opening === null ? noData : opening.data;
  const at = (acceptance ?? facts[0])?.time ?? 0;
  const item = reference.itemAt(textOf(accepted['item']), at);
  const kindName = textOf(accepted['kind']) ?? (item === null ? null : item.kind);
  return { reference, acceptance, accepted, kindName, item, ...rulesAt(reference, kindName, at) };
};
