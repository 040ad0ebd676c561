import { contentHashOf, identityOf } from '@mingxiao/adapters/content/content-hash';
import { catalogue } from '@mingxiao/domain/events/catalogue';
import { readEnvelope, reasonToPark, type Envelope } from '@mingxiao/domain/events/envelope';
import { findJsonProblem } from '@mingxiao/domain/json/strict-json';
import type { Refusal } from './door-counts.js';

/** What the bytes of one event turn out to be, before it is asked whether they were seen before. */
export type Classified =
  | { readonly status: 'rejected'; readonly id: string | null; readonly reason: Refusal; readonly problem: string }
  | {
      readonly status: 'understood' | 'parked';
      readonly envelope: Envelope;
      /** One latin1 character a byte, both: 32 and 16. */
      readonly contentHash: string;
      readonly identity: string;
      /** Why it is parked; null when it is understood. */
      readonly parked: string | null;
    };

/** How deep the objects and arrays of an event may lie in one another. */
export const eventDepthMax = 64;
export const eventBytesMax = 1_048_576;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes UTF-8, or null for bytes that are none: Node would replace them silently. */
export const decodeUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

/** Bytes are counted only where characters leave a doubt: a character takes at most three of them. */
const isTooLong = (text: string): boolean => text.length > eventBytesMax / 3 && Buffer.byteLength(text, 'utf8') > eventBytesMax;

const rejected = (reason: Refusal, problem: string, id: string | null = null): Classified => ({ status: 'rejected', id, reason, problem });

const tooLong = (): Classified => rejected('too-long', `an event may have at most ${eventBytesMax} bytes`);

/** Reads one event at the door. Never throws: whatever comes is understood, parked or rejected with a reason. */
export const classify = (text: string): Classified => {
  if (isTooLong(text)) return tooLong();
  const problem = findJsonProblem(text, { depthMax: eventDepthMax });
  if (problem !== null) return rejected('unsafe-json', problem.message);
  const parsed = parseJson(text);
  return parsed instanceof SyntaxError ? rejected('not-json', `not JSON: ${parsed.message}`) : classifyValue(parsed);
};

/** The same of an event whose text has been parsed already, as a part of a larger one: `parsed` is what it says. */
export const classifyParsed = (text: string, parsed: unknown): Classified => {
  if (isTooLong(text)) return tooLong();
  const problem = findJsonProblem(text, { depthMax: eventDepthMax });
  return problem === null ? classifyValue(parsed) : rejected('unsafe-json', problem.message);
};

const classifyValue = (parsed: unknown): Classified => {
  const envelope = readEnvelope(parsed);
  if (!envelope.ok) return rejected('no-envelope', envelope.rejection.message, idOf(parsed));
  return classifyEnvelope(envelope.value);
};

const classifyEnvelope = (envelope: Envelope): Classified => {
  const parked = reasonToPark(envelope, catalogue);
  return {
    status: parked === null ? 'understood' : 'parked',
    envelope,
    parked,
    contentHash: contentHashOf(envelope),
    identity: identityOf(envelope, parked !== null),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error as SyntaxError;
  }
};

const idOf = (value: unknown): string | null => {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' ? value.id.slice(0, 256) : null;
};
