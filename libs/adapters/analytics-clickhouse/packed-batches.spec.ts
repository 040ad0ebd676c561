import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBatches, packBatch } from './packed-batches.js';

type Row = { readonly name: string; readonly note: string | null; readonly payload: Uint8Array; readonly count: number; readonly at: number | null; readonly tags: readonly string[] };

const row: fc.Arbitrary<Row> = fc.record({
  name: fc.string({ unit: 'binary', maxLength: 6 }),
  note: fc.option(fc.string({ maxLength: 4 })),
  payload: fc.uint8Array({ maxLength: 5 }),
  count: fc.nat(65_535),
  at: fc.option(fc.integer({ min: -5_000_000_000, max: 5_000_000_000 })),
  tags: fc.array(fc.constantFrom('a', '件', 'bc'), { maxLength: 3 }),
});

const toColumns = (rows: readonly Row[]): ColumnBatch => ({
  rows: rows.length,
  columns: [
    { name: 'name', type: 'string', values: rows.map(({ name }) => name) },
    { name: 'note', type: 'nullable-string', values: rows.map(({ note }) => note) },
    { name: 'payload', type: 'bytes', values: rows.map(({ payload }) => payload) },
    { name: 'count', type: 'uint16', values: Uint16Array.from(rows, ({ count }) => count) },
    { name: 'at', type: 'instant', values: Float64Array.from(rows, ({ at }) => at ?? Number.NaN) },
    { name: 'tags', type: 'array', of: 'String', values: rows.map(({ tags }) => tags) },
  ],
});

/** What an engine would read: padding of buffers left aside, and no validity the same as one that is all ones. */
const readable = (rows: readonly Row[], cuts: readonly number[]) => {
  const bounds = [0, ...[...cuts].sort((a, b) => a - b).map((cut) => Math.min(cut, rows.length)), rows.length];
  const parts = bounds.slice(1).map((end, index) => rows.slice(bounds[index], end));
  const { packed, rows: count } = joinBatches(parts.map((part) => packBatch(toColumns(part))));
  return { count, columns: packed.map(({ buffers, ...rest }) => ({ ...rest, buffers: buffers.map((buffer) => (buffer === null ? null : Buffer.from(buffer).toString('hex'))) })) };
};

describe('batches that were packed in parts', () => {
  it('are, joined, the very bytes of the whole, wherever they were cut', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 5 }), (rows, cuts) => {
        expect(readable(rows, cuts)).toEqual(readable(rows, []));
      }),
    );
  });

  it('are nothing where there is none', () => {
    expect(joinBatches([])).toEqual({ rows: 0, packed: [] });
  });
});
