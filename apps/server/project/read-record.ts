import { typeAndVersion } from '@mingxiao/domain/events/envelope';
import { sequenceOf } from '@mingxiao/domain/events/sequence';
import { stringAt, visitMembers } from '@mingxiao/domain/json/members';
import { instantOf, offsetMinutesOf } from '@mingxiao/domain/kernel/instant';
import type { LogRecord } from '@mingxiao/ports/event-log/event-log';
import type { LoggedEvent } from '@mingxiao/projections/facts/facts.columns';
import type { LedgerEntry } from '@mingxiao/projections/ledger/ledger.columns';
import { hash } from 'node:crypto';
import { classifyFromOutside } from '../ingest/classify-from-outside.js';
import { decodeUtf8 } from '../ingest/classify.js';

/** What one log record becomes: always a ledger entry, and a fact when its event is understood. */
export type ReadRecord = { readonly entry: LedgerEntry; readonly event: LoggedEvent | null };

/** The envelope fields this step needs; the door has checked them. */
type Wire = { source: string; id: string; type: string; subject: string; time: string; historical?: boolean; sequence: number | null };

/**
 * Reads a log record. What passed our door is trusted, since the log keeps a checksum of it; what another producer
 * wrote straight into the log is checked here as the door would, and may not speak as the platform either. Never throws: what cannot be read is parked.
 */
export const readRecord = (partition: number, record: LogRecord): ReadRecord => {
  if (record.headers === null) return readForeign(partition, record);
  const bytes = record.value;
  const wire = wireOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  const { contentHash, parked } = record.headers;
  return {
    entry: toEntry(partition, record, wire, contentHash, parked),
    event: parked === null ? toEvent(partition, record, wire, contentHash) : null,
  };
};

/** Reads the envelope only; what the event says is not looked at in this step. */
const wireOf = (text: string): Wire => {
  const wire: Wire = { source: '', id: '', type: '', subject: '', time: '', historical: false, sequence: null };
  visitMembers(text, (key, start, end) => {
    if (key === 'sequence') wire.sequence = sequenceOf(JSON.parse(text.slice(start, end)));
    else if (key === 'historical') wire.historical = text.startsWith('true', start);
    else if (key === 'source' || key === 'id' || key === 'type' || key === 'subject' || key === 'time') wire[key] = stringAt(text, start, end);
  });
  return wire;
};

const toEntry = (partition: number, record: LogRecord, wire: Wire, contentHash: Uint8Array, parked: string | null): LedgerEntry => ({
  partition,
  offset: record.offset,
  storedAt: record.storedAt,
  parked,
  subject: wire.subject,
  source: wire.source,
  id: wire.id,
  type: wire.type,
  contentHash,
  sequence: wire.sequence,
});

const toEvent = (partition: number, record: LogRecord, wire: Wire, contentHash: Uint8Array): LoggedEvent => {
  const { type, version } = typeAndVersion(wire.type);
  return {
    partition,
    offset: record.offset,
    storedAt: record.storedAt,
    subject: wire.subject,
    source: wire.source,
    id: wire.id,
    type,
    version,
    occurredAt: instantOf(wire.time) ?? 0,
    offsetMinutes: offsetMinutesOf(wire.time) ?? 0,
    historical: wire.historical === true,
    contentHash,
    value: record.value,
  };
};

const readForeign = (partition: number, record: LogRecord): ReadRecord => {
  const text = decodeUtf8(record.value);
  const classified = text === null ? null : classifyFromOutside(text);
  if (classified === null || classified.status === 'rejected') {
    return unreadable(partition, record, classified?.problem ?? 'not valid UTF-8');
  }
  const { envelope, parked } = classified;
  if (envelope.subject !== record.key) return unreadable(partition, record, 'the key in the log is not the subject of the event');
  const contentHash = Buffer.from(classified.contentHash, 'latin1');
  const wire: Wire = { ...(envelope as Omit<Wire, 'sequence'>), sequence: sequenceOf(envelope['sequence']) };
  return {
    entry: toEntry(partition, record, wire, contentHash, parked),
    event: parked === null ? toEvent(partition, record, wire, contentHash) : null,
  };
};

/** A poison message: kept in the log, parked under what little is known of it. */
const unreadable = (partition: number, record: LogRecord, reason: string): ReadRecord => ({
  entry: {
    partition,
    offset: record.offset,
    storedAt: record.storedAt,
    parked: reason,
    subject: record.key.slice(0, 256),
    source: '',
    id: '',
    type: '',
    contentHash: hash('sha256', record.value, 'buffer'),
    sequence: null,
  },
  event: null,
});
