import { hash } from 'node:crypto';
import { contentOf, type Envelope } from '@mingxiao/domain/events/envelope';
import canonicalize from 'canonicalize';

/** SHA-256 of the canonical JSON (RFC 8785) of an event's content: 32 bytes. */
export const contentHashOf = (event: Envelope): Buffer => hash('sha256', canonicalize(contentOf(event)) ?? '', 'buffer');

/** 16 bytes that stand for an identity. A parked event does not claim its id, so it has an identity of its own. */
export const identityOf = ({ source, id, subject }: Envelope, parked: boolean): Buffer =>
  hash('sha256', `${parked ? 'parked' : 'event'}\u0000${source}\u0000${id}\u0000${subject}`, 'buffer').subarray(0, 16);
