import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedBatch, PackedColumn } from '@mingxiao/ports/analytics-store/packed-batch';

const identifier = /^[a-z_][a-z0-9_]*$/;

/** Names come from our own code; one that is no plain identifier is a bug and throws. */
export const checkedIdentifier = (name: string): string => {
  if (!identifier.test(name)) throw new Error(`Not an identifier: ${name}`);
  return name;
};

/** What a column becomes on its way into the table: arrays travel as one text and are cut apart here. */
const expression = (column: Column | PackedColumn): string => {
  const name = checkedIdentifier(column.name);
  if (!('of' in column)) return name;
  const parts = `if(assumeNotNull(${name}) = '', [], splitByChar('\\x1f', assumeNotNull(${name})))`;
  return column.of === 'String' ? parts : `arrayMap(x -> to${column.of}(x), ${parts})`;
};

const columnsOf = (batch: ColumnBatch | PackedBatch): readonly (Column | PackedColumn)[] => ('packed' in batch ? batch.packed : batch.columns);
const namesOf = (batch: ColumnBatch | PackedBatch): string => columnsOf(batch).map(({ name }) => checkedIdentifier(name)).join(', ');

/** `INSERT INTO table (columns) SELECT expressions FROM source`, where `source` gives the columns of the batch. */
export const insertStatement = (table: string, batch: ColumnBatch | PackedBatch, source: string): string =>
  `INSERT INTO ${checkedIdentifier(table)} (${namesOf(batch)}) SELECT ${columnsOf(batch).map(expression).join(', ')} FROM ${source}`;

/** The same for a body of Arrow that follows the statement: its lists become arrays by themselves. */
export const insertFromBody = (table: string, batch: ColumnBatch | PackedBatch): string =>
  `INSERT INTO ${checkedIdentifier(table)} (${namesOf(batch)}) FORMAT ArrowStream`;
