import { hash } from 'node:crypto';
import { contentOf, type Envelope } from '@mingxiao/domain/events/envelope';
import { canonicalJson } from './canonical-json.js';

/*
 * Hashes are texts of as many latin1 characters as they have bytes: so they can be compared and looked up by, and cost no
 * memory outside the heap. `Buffer.from(hash, 'latin1')` are the bytes.
 */

/** SHA-256 of the canonical JSON (RFC 8785) of an event's content: 32 characters, one a byte. */
export const contentHashOf = (event: Envelope): string => hash('sha256', canonicalJson(contentOf(event)), 'binary');

/** 16 characters, one a byte, that stand for an identity. A parked event does not claim its id, so it has an identity of its own. */
export const identityOf = ({ source, id, subject }: Envelope, parked: boolean): string =>
  hash('sha256', `${parked ? 'parked' : 'event'}\u0000${source}\u0000${id}\u0000${subject}`, 'binary').slice(0, 16);
