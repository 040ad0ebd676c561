import { isAscii } from 'node:buffer';
import type { ColumnReader, StreamedBlock } from '@mingxiao/ports/analytics-store/analytics-store';
import { DataType, RecordBatchReader, tableFromIPC, type Data, type RecordBatch, type Table, type Vector } from 'apache-arrow';

/** Reads one whole Arrow stream into a block. */
export const toBlock = (bytes: Uint8Array): StreamedBlock => blockOf(tableFromIPC(bytes));

/** Reads one Arrow stream batch by batch as its bytes come in; one batch is held at a time. */
export async function* toBlocks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedBlock> {
  for await (const batch of await RecordBatchReader.from(bytes)) yield blockOf(batch);
}

/** A block whose columns are read value by value without an allocation where it can be. */
const blockOf = (source: Table | RecordBatch): StreamedBlock => {
  const columns = source.schema.fields.map(({ name }, index) => [name, readerOf(source.getChildAt(index))] as const);
  return { rows: source.numRows, columns: Object.fromEntries(columns) };
};

const nothing: ColumnReader = { length: 0, get: () => null };

const readerOf = (vector: Vector | null): ColumnReader => {
  if (vector === null) return nothing;
  const [data] = vector.data;
  const whole = vector.data.length === 1 && data !== undefined && data.nullCount === 0;
  if (whole && DataType.isUtf8(data.type)) return textReader(data as Data);
  if (whole && DataType.isFloat(data.type)) return { length: vector.length, get: (index) => (data.values as Float64Array)[index] };
  return vector;
};

/**
 * Text is decoded once for the whole column where it is ASCII; a value is then a slice. Otherwise value by value, by
 * Node's own decoder, which is several times faster than a TextDecoder for short texts.
 */
const textReader = (data: Data): ColumnReader => {
  const offsets = data.valueOffsets as Int32Array;
  const values = data.values as Uint8Array;
  const bytes = Buffer.from(values.buffer, values.byteOffset, offsets[data.length] ?? 0);
  if (!isAscii(bytes)) return { length: data.length, get: (index) => bytes.toString('utf8', offsets[index], offsets[index + 1]) };
  const text = bytes.toString('latin1');
  return { length: data.length, get: (index) => text.slice(offsets[index], offsets[index + 1]) };
};
