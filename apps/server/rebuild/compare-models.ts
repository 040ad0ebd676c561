import type { TableComparison } from '@mingxiao/contracts/rebuild';
import {
  columnDifferences,
  columnFragments,
  comparedTables,
  comparisonOf,
  contentHash,
  rowDifferences,
  rowsOf,
  type ComparedTable,
} from '@mingxiao/projections/models/comparison.reads';
import { liveModel, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { tableColumns } from '@mingxiao/projections/models/models.reads';
import type { Reads } from '../query/reads.js';

type RowsAndHash = TableComparison['live'];
type Difference = TableComparison['missing'];

const none: Difference = { cases: 0, first: [] };

/** Compares a model with the live one, table by table. Both must rest on the same position while it runs. */
export const compareModels = async (reads: Reads, model: string): Promise<TableComparison[]> => {
  const comparisons: TableComparison[] = [];
  for (const table of comparedTables) comparisons.push(await compareTable(reads, model, table));
  return comparisons;
};

const compareTable = async (reads: Reads, model: string, table: ComparedTable): Promise<TableComparison> => {
  const [live, beside] = [await hashOf(reads, liveModel, table), await hashOf(reads, model, table)];
  // Equal hashes are the usual outcome, and need no second look.
  if (live.rows === beside.rows && live.hash === beside.hash) return { table, live, beside, missing: none, extra: none, differs: none, columns: [] };
  const fragments = comparisonOf(model, table);
  const rows = await reads.all(rowDifferences, {}, fragments);
  const because = (cause: string): Difference => {
    const found = rows.find((row) => row.cause === cause);
    return found === undefined ? none : { cases: found.cases, first: found.first };
  };
  const differs = because('differs');
  return { table, live, beside, missing: because('missing'), extra: because('extra'), differs, columns: differs.cases === 0 ? [] : await columnsOf(reads, model, table) };
};

/** Rows of a model's table and the order-independent hash of what they say. */
const hashOf = async (reads: Reads, model: string, table: ComparedTable): Promise<RowsAndHash> => {
  const [found] = await reads.all(contentHash, {}, { rows: rowsOf(model, table) });
  return { rows: found?.rows ?? 0, hash: (found?.hash_sum ?? 0n).toString(16).padStart(16, '0') };
};

const columnsOf = async (reads: Reads, model: string, table: ComparedTable): Promise<TableComparison['columns']> => {
  const columns = await reads.all(tableColumns, { tables: [tablesOfModel(liveModel)[table]] });
  return reads.all(columnDifferences, {}, { ...comparisonOf(model, table), ...columnFragments(columns.map(({ name }) => name)) });
};
