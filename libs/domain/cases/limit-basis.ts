import type { Amount } from '../events/fields.js';
import type { CaseKind } from '../kinds/kind.js';
import type { ItemDefinition } from '../reference/reference.js';
import { amountOf, flagOf, instantIn, textOf, type FactData } from './data-fields.js';
import type { LimitBasis } from './due-instant.js';
import { clockUnitOf } from './measure.js';

export type LimitName = 'promised' | 'statutory';

const instantField = { promised: 'promisedDueAt', statutory: 'statutoryDueAt' } as const;

/** The kind's own limit: by the urgency the acceptance states where the kind tells urgencies apart. */
const kindAmount = (kind: CaseKind, data: FactData, name: LimitName): Amount | null => {
  const urgency = textOf(data['urgency']);
  const pair = urgency === null ? undefined : kind.limitsByUrgency[urgency];
  return (pair ?? kind.limits)[name];
};

/** The amount behind a limit, and who says so. Falls through where a source is silent. */
const stated = (data: FactData, item: ItemDefinition | null, kind: CaseKind, name: LimitName) => {
  const inEvent = amountOf(data[name]);
  if (inEvent !== null) return { from: 'event', amount: inEvent } as const;
  const ofItem = item?.[name] ?? null;
  if (ofItem !== null) return { from: 'item', amount: ofItem } as const;
  const ofKind = kindAmount(kind, data, name);
  return ofKind === null ? null : ({ from: 'kind', amount: ofKind } as const);
};

/**
 * Which limit a case has (domain guide §5): instant supplied by the source > amount in the event > service item > kind.
 * Null: none. A supplied instant counts its pauses in the unit of the amount that would have held without it, in
 * working days where there is none.
 */
export const limitBasis = (data: FactData, item: ItemDefinition | null, kind: CaseKind, name: LimitName): LimitBasis | null => {
  const instant = instantIn(data[instantField[name]]);
  const amount = stated(data, item, kind, name);
  if (instant === null) return amount === null ? null : { ...amount, unit: clockUnitOf(amount.amount) };
  const unit = amount === null ? 'working-day' : clockUnitOf(amount.amount);
  return { from: 'source-instant', instant, final: flagOf(data['dueFinal']) ?? kind.dueFinal, unit, amount: amount?.amount ?? null };
};
