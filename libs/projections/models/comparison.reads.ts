import { z } from 'zod';
import type { NamedRead } from '../named-read.js';
import { liveModel, tablesOfModel, type ModelTables } from './model-tables.js';

const count = z.coerce.number();

/** What is compared: which table of a model, and the column that names a row. */
export type ComparedTable = keyof ModelTables;
export const comparedTables: readonly ComparedTable[] = ['cases', 'signals', 'joints'];
const keys: Readonly<Record<ComparedTable, string>> = { cases: 'case_id', signals: 'case_id', joints: 'parent' };

/** A parent whose sub-cases have all left it keeps an empty row in the live model and never gets one in a new one. */
const conditions: Readonly<Record<ComparedTable, string>> = { cases: '', signals: '', joints: ' WHERE notEmpty(sub_cases)' };

/** The current rows of a model's table, as a fragment. */
export const rowsOf = (model: string, table: ComparedTable): string => `(SELECT * FROM ${tablesOfModel(model)[table]} FINAL${conditions[table]})`;

/** The fragments that compare a model's table with the live one. */
export const comparisonOf = (model: string, table: ComparedTable) => ({ key: keys[table], live: rowsOf(liveModel, table), beside: rowsOf(model, table) });

const identifier = /^[a-z_][a-z0-9_]*$/;

/** The fragments that tell which columns differ; `version` says how far the log was read and is left out. Throws on a name that is none of ours. */
export const columnFragments = (columns: readonly string[]) => {
  const compared = columns.filter((name) => name !== 'version');
  const odd = compared.find((name) => !identifier.test(name));
  if (odd !== undefined) throw new Error(`"${odd}" is no name of a column`);
  return {
    names: `[${compared.map((name) => `'${name}'`).join(', ')}]`,
    same: `[${compared.map((name) => `isNotDistinctFrom(live.${name}, beside.${name})`).join(', ')}]`,
  };
};

const hashRow = z.object({ rows: count, hash_sum: z.string().transform((value) => BigInt(value)) });
/** Rows and content hash of a table. */
export const contentHash: NamedRead<z.output<typeof hashRow>> = {
  name: 'models/content-hash',
  file: new URL('./content-hash.sql', import.meta.url),
  row: (raw) => hashRow.parse(raw),
};

const differenceRow = z.object({ cause: z.enum(['missing', 'extra', 'differs']), cases: count, first: z.array(z.string()) });
export const rowDifferences: NamedRead<z.output<typeof differenceRow>> = {
  name: 'models/row-differences',
  file: new URL('./row-differences.sql', import.meta.url),
  row: (raw) => differenceRow.parse(raw),
};

const columnDifferenceRow = z.object({ column: z.string(), cases: count, first: z.array(z.string()) });
export const columnDifferences: NamedRead<z.output<typeof columnDifferenceRow>> = {
  name: 'models/column-differences',
  file: new URL('./column-differences.sql', import.meta.url),
  row: (raw) => columnDifferenceRow.parse(raw),
};
