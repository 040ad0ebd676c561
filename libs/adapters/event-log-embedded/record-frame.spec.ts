import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  frameLength,
  frameCommitStart,
  incompleteFrame,
  invalidFrame,
  sizeRecord,
  toChunk,
  type Chunk,
} from './record-frame.js';

const marker = 0x0b5e55ed;

const records = fc.record({
  key: fc.string({ unit: 'grapheme', maxLength: 20 }),
  value: fc.uint8Array({ maxLength: 200 }),
  headers: fc.record({
    contentHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    identity: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    parked: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 })),
    receivedAt: fc.integer({ min: 0, max: 8.64e15 }),
  }),
});
type AnyRecord = Parameters<typeof sizeRecord>[0];

const framed = (record: AnyRecord): { readonly chunk: Chunk; readonly length: number } => {
  const sized = sizeRecord(record, 0);
  const chunk = toChunk(Buffer.alloc(sized.frameBytes));
  encodeFrame(chunk, 0, sized, { marker, inCommit: 3, offset: 2 ** 40, storedAt: 12.5 });
  return { chunk, length: sized.frameBytes };
};

describe('the frame of a record', () => {
  it('gives back what it was made of', () =>
    fc.assert(
      fc.property(records, (record) => {
        const { chunk, length } = framed(record);
        expect(frameLength(chunk, 0, marker)).toBe(length);
        expect(decodeFrame(chunk, 0, length)).toEqual({ ...record, offset: 2 ** 40, storedAt: 12.5 });
        expect(frameCommitStart(chunk, 0)).toBe(2 ** 40 - 3);
      }),
    ));

  it('is never taken for sound with any one byte changed', () =>
    fc.assert(
      fc.property(records, fc.nat(), fc.integer({ min: 1, max: 255 }), (record, position, change) => {
        const { chunk, length } = framed(record);
        const at = position % length;
        chunk.bytes.writeUInt8(chunk.bytes.readUInt8(at) ^ change, at);
        expect(frameLength(chunk, 0, marker)).toBeLessThanOrEqual(incompleteFrame);
      }),
    ));

  it('is incomplete as long as a byte is missing', () => {
    const { chunk, length } = framed({
      key: 'case-1',
      value: Buffer.from('a fact'),
      headers: { contentHash: new Uint8Array(32), identity: new Uint8Array(16), parked: 'why', receivedAt: 1 },
    });
    for (let bytes = 0; bytes < length; bytes += 1) {
      expect(frameLength(toChunk(chunk.bytes.subarray(0, bytes)), 0, marker)).toBe(incompleteFrame);
    }
    expect(frameLength(chunk, 0, marker + 1)).toBe(invalidFrame);
  });
});
