import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedBatch, PackedColumn } from '@mingxiao/ports/analytics-store/packed-batch';
import { toArrowColumns } from './arrow-columns.js';

/** Lays a batch out as it is handed to the engine, so that what its rows were made from can be forgotten. */
export const packBatch = (batch: ColumnBatch): PackedBatch => ({ rows: batch.rows, packed: toArrowColumns(batch) });

/** Joins batches of the same columns, in their order: small ones are cheap to make, large ones to insert. */
export const joinBatches = (batches: readonly PackedBatch[]): PackedBatch => {
  const [first] = batches;
  if (first === undefined || batches.length === 1) return first ?? { rows: 0, packed: [] };
  const packed = first.packed.map((_, index) => joinColumns(batches.map((batch) => batch.packed[index] as PackedColumn)));
  return { rows: batches.reduce((sum, { rows }) => sum + rows, 0), packed };
};

const joinColumns = (parts: readonly PackedColumn[]): PackedColumn => {
  const first = parts[0] as PackedColumn;
  const nullCount = parts.reduce((sum, part) => sum + part.nullCount, 0);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const values = joinBytes(parts.map(({ buffers }) => buffers.at(-1) as Uint8Array));
  const rest = first.buffers.length === 3 ? [joinOffsets(parts, length), values] : [values];
  return { ...first, length, nullCount, buffers: [nullCount === 0 ? null : joinValidity(parts, length), ...rest] };
};

const joinBytes = (parts: readonly Uint8Array[]): Buffer => {
  const joined = Buffer.allocUnsafeSlow(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  for (const part of parts) {
    joined.set(part, end);
    end += part.byteLength;
  }
  return joined;
};

/** The values of a part now begin where those before it end. */
const joinOffsets = (parts: readonly PackedColumn[], length: number): Buffer => {
  const joined = new Int32Array(length + 1);
  let at = 1;
  let begin = 0;
  for (const part of parts) {
    const bytes = part.buffers[1] as Uint8Array;
    const offsets = new Int32Array(bytes.buffer, bytes.byteOffset, part.length + 1);
    for (let index = 1; index <= part.length; index += 1) joined[at++] = begin + (offsets[index] as number);
    begin += offsets[part.length] as number;
  }
  return Buffer.from(joined.buffer);
};

/** A part without validity has every value. */
const joinValidity = (parts: readonly PackedColumn[], length: number): Buffer => {
  const joined = Buffer.alloc(Math.ceil(length / 8));
  let at = 0;
  for (const { buffers, length: rows } of parts) {
    const validity = buffers[0];
    for (let index = 0; index < rows; index += 1, at += 1) {
      const isThere = validity === null || validity === undefined || ((validity[index >> 3] as number) >> (index & 7)) % 2 === 1;
      if (isThere) joined[at >> 3] = (joined[at >> 3] as number) | (1 << (at & 7));
    }
  }
  return joined;
};
