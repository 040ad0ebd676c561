import type { NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import fc from 'fast-check';
import { CompressionTypes } from 'kafkajs';
import Decoder from 'kafkajs/src/protocol/decoder.js';
import decodeBatch from 'kafkajs/src/protocol/recordBatch/v0/decoder.js';
import { describe, expect, it } from 'vitest';
import './codecs.js';
import { encodeBatch } from './record-batch.js';
import { toLogRecord } from './record-message.js';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const anyRecord: fc.Arbitrary<NewLogRecord> = fc.record({
  key: fc.string({ unit: 'grapheme', maxLength: 80 }),
  value: fc.oneof(fc.uint8Array(), fc.integer({ min: 60, max: 70 }).chain(bytes), bytes(700)),
  headers: fc.record({ contentHash: bytes(32), identity: bytes(16), parked: fc.option(fc.string({ unit: 'grapheme' })), receivedAt: fc.nat({ max: 2 ** 45 }) }),
});

const numbering = { producerId: 4_611_686_018_427_387_904n, producerEpoch: 3, firstSequence: 2_147_483_647 };
const at = 1_700_000_000_123;
const plain = ({ key, value, headers }: NewLogRecord) => ({
  key,
  value: Buffer.from(value),
  headers: { ...headers, contentHash: Buffer.from(headers.contentHash), identity: Buffer.from(headers.identity) },
});

describe('a batch of records', () => {
  it.each(['None', 'GZIP', 'LZ4'] as const)('is read by kafkajs as what was given (%s)', async (compression) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 100 }), async (records) => {
        const read = await decodeBatch(new Decoder(await encodeBatch(records, CompressionTypes[compression], numbering, at)));
        expect(read).toMatchObject({ producerId: String(numbering.producerId), producerEpoch: 3, firstSequence: 2_147_483_647, lastOffsetDelta: records.length - 1 });
        expect(read.records.map((message) => toLogRecord(message, 0))).toEqual(records.map((record, offset) => ({ offset, storedAt: at, ...plain(record) })));
      }),
      { numRuns: 20 },
    );
  });
});
