import type { NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import type { Classified } from './classify.js';

export type Accepted = Exclude<Classified, { status: 'rejected' }>;

/** An event as the log takes it: its text as it came, and beside it what the door found out. */
export const toRecord = (text: string, { envelope, contentHash, identity, parked }: Accepted, receivedAt: number): NewLogRecord => ({
  key: envelope.subject,
  value: Buffer.from(text, 'utf8'),
  headers: { contentHash: Buffer.from(contentHash, 'latin1'), identity: Buffer.from(identity, 'latin1'), parked, receivedAt },
});
