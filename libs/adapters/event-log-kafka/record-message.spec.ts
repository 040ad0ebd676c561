import type { NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import type { FetchedMessage } from 'kafkajs/src/cluster/index.js';
import { describe, expect, it } from 'vitest';
import { headersOf, toLogRecord } from './record-message.js';

const record: NewLogRecord = {
  key: '办件-1',
  value: Buffer.from('an event'),
  headers: { contentHash: Buffer.alloc(32, 1), identity: Buffer.alloc(16, 2), parked: '无法理解', receivedAt: 1_700_000_000_123 },
};

/** What the broker would give back. */
const fetched = (given: NewLogRecord, part: Partial<FetchedMessage> = {}): FetchedMessage => {
  const parts = headersOf(given).map((bytes) => Buffer.from(bytes));
  const headers = Object.fromEntries(parts.flatMap((value, index) => (index % 2 === 1 ? [[String(parts[index - 1]), value]] : [])));
  return { offset: '7', timestamp: '1700000000500', key: Buffer.from(given.key), value: Buffer.from(given.value), headers, ...part };
};

describe('a record as a message of Kafka', () => {
  it('comes back as it was, stored when the broker took it', () => {
    const { storedAt, offset, ...rest } = toLogRecord(fetched(record), 0);
    expect(rest).toEqual(record);
    expect({ storedAt, offset }).toEqual({ storedAt: 1_700_000_000_500, offset: 7 });
  });

  it('keeps the instant that another log gave it', () => {
    expect(toLogRecord(fetched({ ...record, storedAt: 1_000 }), 0).storedAt).toBe(1_000);
  });

  it('is never stored before the record in front of it', () => {
    expect(toLogRecord(fetched({ ...record, storedAt: 1_000 }), 1_200).storedAt).toBe(1_200);
  });

  it.each<[string, FetchedMessage['headers']]>([
    ['none', {}],
    ['a hash of another length', { ...fetched(record).headers, contentHash: Buffer.alloc(31) }],
    ['two identities', { ...fetched(record).headers, identity: [Buffer.alloc(16), Buffer.alloc(16)] }],
    ['an instant that is no number', { ...fetched(record).headers, receivedAt: Buffer.from('yesterday') }],
    ['a reason that is null', { ...fetched(record).headers, parked: null }],
  ])('of somebody else has no headers: %s', (_, headers) => {
    expect(toLogRecord(fetched(record, { headers }), 0).headers).toBeNull();
  });

  it('of somebody else was stored when the broker took it, whatever it says', () => {
    expect(toLogRecord(fetched(record, { headers: { storedAt: Buffer.from('9999999999999') } }), 0).storedAt).toBe(1_700_000_000_500);
  });

  it('without key and value is a record too', () => {
    expect(toLogRecord(fetched(record, { key: null, value: null }), 0)).toMatchObject({ key: '', value: Buffer.alloc(0) });
  });
});
