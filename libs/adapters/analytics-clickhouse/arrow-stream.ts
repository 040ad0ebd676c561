import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedBatch, PackedColumn } from '@mingxiao/ports/analytics-store/packed-batch';
import {
  Binary,
  Field,
  Int16,
  Int32,
  Int64,
  List,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMillisecond,
  Uint16,
  Uint64,
  Uint8,
  Utf8,
  makeData,
  tableToIPC,
  type Data,
  type DataType,
} from 'apache-arrow';
import { arraySeparator, checkedColumns, toArrowColumn, utf8Buffers, type ArrowColumn } from './arrow-columns.js';

/** Lays a batch out as one Arrow stream of one record batch: the body of an insert. Arrays travel as lists. */
export const toArrowStream = (batch: ColumnBatch | PackedBatch): Uint8Array => {
  const children = 'packed' in batch ? batch.packed.map(dataOfPacked) : checkedColumns(batch).map(dataOf);
  const fields = ('packed' in batch ? batch.packed : batch.columns).map(({ name }, index) => new Field(name, (children[index] as Data).type, true));
  const struct = makeData({ type: new Struct(fields), length: batch.rows, nullCount: 0, children });
  return tableToIPC(new Table([new RecordBatch(new Schema(fields), struct)]), 'stream');
};

const dataOf = (column: Column): Data => (column.type === 'array' ? listData(column) : flatData(toArrowColumn(column)));

const dataOfPacked = (column: PackedColumn): Data =>
  column.of === undefined ? flatData(column) : listData({ of: column.of, values: partsOf(column) });

/** The values of each array of a packed column, which travel as one text. */
const partsOf = ({ length, buffers }: PackedColumn): string[][] => {
  const [, first, second] = buffers as readonly [null, Uint8Array, Uint8Array];
  const offsets = new Int32Array(first.buffer, first.byteOffset, length + 1);
  const bytes = Buffer.from(second.buffer, second.byteOffset, second.byteLength);
  return Array.from({ length }, (_, index) => {
    const text = bytes.toString('utf8', offsets[index], offsets[index + 1]);
    return text === '' ? [] : text.split(arraySeparator);
  });
};

/** The Arrow type behind a format of the C data interface; those that `toArrowColumn` gives. */
const types: Readonly<Record<string, DataType>> = {
  C: new Uint8(),
  S: new Uint16(),
  s: new Int16(),
  i: new Int32(),
  L: new Uint64(),
  l: new Int64(),
  u: new Utf8(),
  z: new Binary(),
  'tsm:UTC': new TimestampMillisecond('UTC'),
};

const flatData = ({ name, format, length, nullCount, buffers }: ArrowColumn): Data => {
  const type = types[format];
  if (type === undefined) throw new Error(`Column ${name} has the format ${format}, which no insert carries`);
  const [nullBitmap, first, second] = buffers;
  const values = second === undefined ? { data: first } : { valueOffsets: first, data: second };
  return makeData({ type, length, nullCount, nullBitmap, ...values } as never);
};

type ArrayColumn = Extract<Column, { readonly type: 'array' }>;

const listData = ({ of, values }: Pick<ArrayColumn, 'of' | 'values'>): Data => {
  const child = itemData(of, values.flat());
  const offsets = new Int32Array(values.length + 1);
  values.forEach(({ length }, index) => (offsets[index + 1] = (offsets[index] as number) + length));
  return makeData({ type: new List(new Field('item', child.type, false)), length: values.length, nullCount: 0, valueOffsets: offsets, child });
};

const itemData = (of: ArrayColumn['of'], items: readonly (string | number)[]): Data => {
  switch (of) {
    case 'String': {
      const [valueOffsets, data] = utf8Buffers(items.map(String));
      return makeData({ type: new Utf8(), length: items.length, nullCount: 0, valueOffsets: valueOffsets as never, data });
    }
    case 'UInt8':
      return makeData({ type: new Uint8(), length: items.length, nullCount: 0, data: Uint8Array.from(items, Number) });
    case 'Int64':
      return makeData({ type: new Int64(), length: items.length, nullCount: 0, data: BigInt64Array.from(items, BigInt) });
  }
};
