import { z } from 'zod';
import { instantOf, inUtcOf, offsetMinutesOf, toIso } from '../kernel/instant.js';
import { reject, accept, type Result } from '../kernel/result.js';
import type { Catalogue } from './catalogue.js';
import type { CaseEvent } from './fact.js';
import { isOccurrence, occurrenceText } from './fields.js';

/** Text that can be stored, compared and shown: not blank, no control characters. */
const plainText = (max: number): RegExp => new RegExp(`^(?!\\s)[^\\u0000-\\u001f\\u007f]{1,${max}}(?<!\\s)$`);
const nameMax = 256;
const typeMax = 128;
const plainName = plainText(nameMax);
const plainType = plainText(typeMax);

/** One check, as in fields.ts. */
const plain = (pattern: RegExp, max: number) =>
  z.string().regex(pattern, `1 to ${max} characters are expected; control characters and leading or trailing blanks are not allowed`).meta({ minLength: 1, maxLength: max });

/** CloudEvents 1.0 in its JSON form. Extension attributes are kept; `historical` is ours and not content. */
export const envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: plain(plainName, nameMax),
  source: plain(plainName, nameMax),
  type: plain(plainType, typeMax),
  subject: plain(plainName, nameMax),
  time: occurrenceText,
  datacontenttype: z.string().regex(/^application\/(?:[\w.-]+\+)?json\b/i, 'only JSON data is understood').optional(),
  /** Optional in CloudEvents; an event that says nothing further may leave it out. */
  data: z.unknown().optional(),
  historical: z.boolean().optional(),
});
export type Envelope = z.output<typeof envelope>;

/** Why something is no valid envelope: one message that names the fields. */
export type EnvelopeRejection = { readonly message: string };

/** Checks the outer form only; whether the event is understood is asked of the catalogue afterwards. */
export const readEnvelope = (value: unknown): Result<Envelope, EnvelopeRejection> => {
  if (isPlainly(value)) return accept(value);
  const parsed = envelope.safeParse(value);
  return parsed.success ? accept(parsed.data) : reject({ message: issuesInWords(parsed.error) });
};

/**
 * Whether a value is an envelope beyond doubt: what nearly every event is, told at a third of what the schema takes and without
 * a copy. What is left over is for the schema to judge, which has the words for what is wrong.
 */
const isPlainly = (value: unknown): value is Envelope => typeof value === 'object' && value !== null && hasPlainFields(value);

type Fields = { readonly [name in keyof typeof envelope.shape]?: unknown };

const hasPlainFields = ({ specversion, id, source, subject, type, time, datacontenttype, historical }: Fields): boolean =>
  specversion === '1.0' &&
  [id, source, subject].every((name) => isText(name) && plainName.test(name)) &&
  isText(type) &&
  plainType.test(type) &&
  isText(time) &&
  isOccurrence(time) &&
  datacontenttype === undefined &&
  historical === undefined;

const isText = (value: unknown): value is string => typeof value === 'string';

const issuesInWords = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');

const suffix = /^(.*)\.v([1-9]\d{0,3})$/;

/** `case.accepted.v2` is version 2 of `case.accepted`; without a suffix it is version 1. */
export const typeAndVersion = (wireType: string): { type: string; version: number } => {
  const match = suffix.exec(wireType);
  return match === null ? { type: wireType, version: 1 } : { type: match[1] as string, version: Number(match[2]) };
};

/** Why a valid envelope has to wait in the dead letters. */
export type ParkedReason = { readonly reason: string };

/** Reads the event by its type and version and brings it to the newest version, or says why it must be parked. */
export const understand = (event: Envelope, catalogue: Catalogue): Result<CaseEvent, ParkedReason> => {
  const data = readData(event, catalogue);
  if (!data.ok) return data;
  const { type, version } = typeAndVersion(event.type);
  return accept(toCaseEvent(event, type, version, catalogue.upcast(type, version, data.value)));
};

/** Why the event must be parked, or null where it is understood: for who need not read what it says. */
export const reasonToPark = (event: Envelope, catalogue: Catalogue): string | null => {
  const data = readData(event, catalogue);
  return data.ok ? null : data.rejection.reason;
};

const readData = (event: Envelope, catalogue: Catalogue): Result<Record<string, unknown>, ParkedReason> => {
  const definition = catalogue.findByName(event.type);
  if (definition === undefined) return reject({ reason: unknownType(event.type, catalogue) });
  const data = definition.schema.safeParse(event.data ?? {});
  return data.success ? accept(data.data) : reject({ reason: `data of ${event.type}: ${issuesInWords(data.error)}` });
};

const unknownType = (wireType: string, catalogue: Catalogue): string => {
  const { type, version } = typeAndVersion(wireType);
  return catalogue.types.includes(type) ? `unknown version ${version} of ${type}` : `unknown type ${type}`;
};

/** The event as the domain reads it. The envelope has been checked: its time can be read. */
const toCaseEvent = (event: Envelope, type: string, version: number, data: Record<string, unknown>): CaseEvent => ({
  source: event.source,
  id: event.id,
  type,
  version,
  subject: event.subject,
  time: instantOf(event.time) ?? Number.NaN,
  offsetMinutes: offsetMinutesOf(event.time) ?? 0,
  data,
  historical: event.historical === true,
});

/**
 * What makes two events the same (domain guide §4): id, source, type, subject, time as a UTC instant, data. Its
 * canonical JSON is hashed; extension attributes and the stated offset are not content. Written in the order that the
 * canonical form has, which is then quicker to find.
 */
export const contentOf = (event: Envelope): Record<string, unknown> => ({
  data: event.data ?? {},
  id: event.id,
  source: event.source,
  subject: event.subject,
  time: inUtcOf(event.time) ?? toIso(0),
  type: event.type,
});
