import type { CaseDetail, CaseFact } from '@mingxiao/contracts/cases';
import type { Words } from '../i18n/words.js';
import type { CaseContext } from './prepare-case-header.js';
import type { NameOf } from './names.js';

export type FactDetail = { readonly key: string; readonly label: string; readonly value: string };
export type FactTone = 'plain' | 'start' | 'end' | 'pause' | 'late' | 'warning';

export type FactRow = {
  readonly key: string;
  readonly time: string;
  readonly type: string;
  readonly tone: FactTone;
  readonly details: readonly FactDetail[];
  readonly source: string;
  readonly id: string;
  readonly stored: string;
  readonly record: string;
  readonly standing: CaseFact['standing'];
  readonly historical: boolean;
  /** All data as it came, for those who check. */
  readonly data: string;
};

const tones: Readonly<Record<string, FactTone>> = {
  'case.accepted': 'start',
  'case.finished': 'end',
  'case.withdrawn': 'end',
  'case.suspended': 'pause',
  'case.supplement-requested': 'pause',
  'case.warned': 'warning',
  'case.timed-out': 'late',
};

const toneOf = ({ type, data }: CaseFact): FactTone => {
  if (type === 'case.card-issued') return data['level'] === 'red' ? 'late' : 'warning';
  return tones[type] ?? 'plain';
};

/** Vocabularies of fields whose values are names, and fields that name a unit, a person or an item. */
const vocabularies: Readonly<Record<string, string>> = { kind: 'kind', channel: 'channel', outcome: 'outcome', reason: 'reason', level: 'rating', mode: 'mode', step: 'step', limit: 'limit', clock: 'clock', rule: 'rule' };
const identities: ReadonlySet<string> = new Set(['unit', 'toUnit', 'holder', 'toHolder', 'item', 'staff', 'service', 'approver', 'actor', 'reviewer']);
const instants: ReadonlySet<string> = new Set(['promisedDueAt', 'statutoryDueAt']);

/** `7 个工作日`; null for what is not an amount. */
export const amountInWords = (value: object, words: Words): string | null => {
  if (!('amount' in value) || !('unit' in value)) return null;
  return words.maybe(`amount.${String(value.unit)}`, `{{n}} ${String(value.unit)}`).replace('{{n}}', String(value.amount));
};

const objectInWords = (value: object, words: Words): string => {
  if (Array.isArray(value)) return value.map(String).join('、');
  const amount = amountInWords(value, words);
  if (amount !== null) return amount;
  return 'type' in value ? words.maybe(`applicant.${String(value.type)}`, String(value.type)) : JSON.stringify(value);
};

type Describe = { readonly words: Words; readonly nameOf: NameOf; readonly minute: (instant: string) => string; readonly type: string };

const textInWords = (field: string, text: string, { words, nameOf, minute, type }: Describe): string => {
  if (identities.has(field)) return nameOf(text);
  if (instants.has(field)) return minute(text);
  const vocabulary = field === 'level' && type !== 'case.rated' ? 'signal' : vocabularies[field];
  return vocabulary === undefined ? text : words.maybe(`${vocabulary}.${text}`, text);
};

const valueInWords = (field: string, value: unknown, how: Describe): string => {
  if (typeof value === 'boolean') return how.words.of(value ? 'yes' : 'no');
  return typeof value === 'object' && value !== null ? objectInWords(value, how.words) : textInWords(field, String(value), how);
};

const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

const describe = ({ data, type }: CaseFact, { words, nameOf, format }: CaseContext): FactDetail[] =>
  Object.entries(data)
    .filter(([field, value]) => isSaid(value) && words.maybe(`field.${field}`, '') !== '')
    .map(([field, value]) => ({
      key: field,
      label: words.maybe(`field.${field}`, field),
      value: valueInWords(field, value, { words, nameOf, type, minute: format.minute }),
    }));

/** What happened, fact by fact, in the order it happened: known data in words, all of it as it came beside. */
export const prepareFacts = (facts: CaseDetail['facts'], context: CaseContext): FactRow[] =>
  facts.map((fact) => ({
    key: `${fact.partition} ${fact.offset}`,
    time: context.format.minute(fact.time),
    type: context.words.maybe(`fact.${fact.type}`, fact.type),
    tone: toneOf(fact),
    details: describe(fact, context),
    source: fact.source,
    id: fact.id,
    stored: context.format.minute(fact.storedAt),
    record: `${fact.partition}:${fact.offset}`,
    standing: fact.standing,
    historical: fact.historical,
    data: JSON.stringify(fact.data, null, 2),
  }));
