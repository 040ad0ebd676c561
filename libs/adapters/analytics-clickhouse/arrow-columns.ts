import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedColumn } from '@mingxiao/ports/analytics-store/packed-batch';

/** One column in the layout of the Arrow C data interface, which the in-process engine reads without a copy. */
export type ArrowColumn = PackedColumn;

/** Between the values of an array that travels as one text. */
export const arraySeparator = '\u001f';

/** Lays a batch out as Arrow columns. Throws when columns differ in length: that is a bug of the caller. */
export const toArrowColumns = (batch: ColumnBatch): ArrowColumn[] => checkedColumns(batch).map(toArrowColumn);

/** The columns of a batch. Throws when one differs in length: that is a bug of the caller. */
export const checkedColumns = ({ rows, columns }: ColumnBatch): readonly Column[] => {
  const odd = columns.find(({ values }) => values.length !== rows);
  if (odd !== undefined) throw new Error(`Column ${odd.name} has ${odd.values.length} values, expected ${rows}`);
  return columns;
};

/** Lays one column out; an array travels as one text with `arraySeparator` between its values. */
export const toArrowColumn = (column: Column): ArrowColumn => {
  switch (column.type) {
    case 'string':
      return { ...plain(column, 'u'), buffers: [null, ...utf8Buffers(column.values)] };
    case 'nullable-string':
      return nullableStrings(column.name, column.values);
    case 'bytes':
      return { ...plain(column, 'z'), buffers: [null, ...byteBuffers(column.values)] };
    case 'array':
      return { ...plain(column, 'u'), of: column.of, buffers: [null, ...utf8Buffers(column.values.map(joined))] };
    case 'int64':
      return nullableInt64(column.name, 'l', column.values);
    case 'instant':
      return nullableInt64(column.name, 'tsm:UTC', column.values);
    default:
      return { ...plain(column, formats[column.type]), buffers: [null, view(column.values)] };
  }
};

/** Most arrays hold nothing or one value, and joining one costs several times what saying it does. */
const joined = (values: readonly (string | number)[]): string => {
  if (values.length === 0) return '';
  return values.length === 1 ? String(values[0]) : values.join(arraySeparator);
};

const formats = { uint8: 'C', uint16: 'S', int16: 's', int32: 'i', uint64: 'L' } as const;

const plain = (column: Column, format: string) => ({ name: column.name, format, length: column.values.length, nullCount: 0 });

const view = (values: ArrayBufferView): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** Offsets and bytes of Utf8 values: joined once and encoded once, which is several times faster than value by value. */
export const utf8Buffers = (values: readonly string[]): [Buffer, Buffer] => {
  const joined = values.join('');
  const data = Buffer.from(joined, 'utf8');
  const ascii = data.length === joined.length;
  const offsets = new Int32Array(values.length + 1);
  let end = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as string;
    end += ascii ? value.length : Buffer.byteLength(value, 'utf8');
    offsets[index + 1] = end;
  }
  return [view(offsets), data];
};

const byteBuffers = (values: readonly Uint8Array[]): [Buffer, Buffer] => {
  const offsets = new Int32Array(values.length + 1);
  let end = 0;
  for (let index = 0; index < values.length; index += 1) {
    end += (values[index] as Uint8Array).byteLength;
    offsets[index + 1] = end;
  }
  return [view(offsets), Buffer.concat(values as Uint8Array[], end)];
};

const nullableStrings = (name: string, values: readonly (string | null)[]): ArrowColumn => {
  const { bitmap, nullCount } = validity(values.length, (index) => values[index] !== null);
  return { name, format: 'u', length: values.length, nullCount, buffers: [bitmap, ...utf8Buffers(values.map((value) => value ?? ''))] };
};

/** Doubles hold every whole number that occurs here exactly; the engine wants 64-bit integers. */
const nullableInt64 = (name: string, format: string, values: Float64Array): ArrowColumn => {
  const integers = new BigInt64Array(values.length);
  const halves = new Int32Array(integers.buffer);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (Number.isNaN(value)) continue;
    // Two 32-bit halves instead of one BigInt per value: no allocation.
    const high = Math.floor(value / 4_294_967_296);
    halves[2 * index] = value - high * 4_294_967_296;
    halves[2 * index + 1] = high;
  }
  const { bitmap, nullCount } = validity(values.length, (index) => !Number.isNaN(values[index] as number));
  return { name, format, length: values.length, nullCount, buffers: [bitmap, view(integers)] };
};

const validity = (length: number, isValid: (index: number) => boolean): { bitmap: Buffer | null; nullCount: number } => {
  const bitmap = Buffer.alloc(Math.ceil(length / 8));
  let nullCount = 0;
  for (let index = 0; index < length; index += 1) {
    if (isValid(index)) bitmap[index >> 3] = (bitmap[index >> 3] as number) | (1 << (index & 7));
    else nullCount += 1;
  }
  return nullCount === 0 ? { bitmap: null, nullCount } : { bitmap, nullCount };
};
