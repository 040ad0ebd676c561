import type { LastReconciliation } from '@mingxiao/contracts/reconciliation';
import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const reconciliationsTable = 'reconciliations_v1';

/** One row: how a comparison of the log of that generation ended. */
export const toReconciliationColumns = (generation: string, { at, ok, logged, gapRecords, missing, problems }: LastReconciliation): ColumnBatch => ({
  rows: 1,
  columns: [
    { name: 'generation', type: 'string', values: [generation] },
    { name: 'compared_at', type: 'instant', values: Float64Array.of(Date.parse(at)) },
    { name: 'ok', type: 'uint8', values: Uint8Array.of(Number(ok)) },
    { name: 'logged', type: 'int64', values: Float64Array.of(logged) },
    { name: 'gap_records', type: 'int64', values: Float64Array.of(gapRecords) },
    { name: 'missing', type: 'int64', values: Float64Array.of(missing) },
    { name: 'problems', type: 'array', of: 'String', values: [problems] },
  ],
});
