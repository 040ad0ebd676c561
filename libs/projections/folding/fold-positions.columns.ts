import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const foldPositionsTable = 'fold_positions_v1';

/** How far the fold of a read model has come in one partition: the first offset that is not in its rows. */
export type FoldedUpTo = { readonly partition: number; readonly next: number };

/** One row per partition that was folded. Written after the rows it speaks of. */
export const toFoldPositionColumns = (
  model: string,
  generation: string,
  epoch: number,
  folded: readonly FoldedUpTo[],
): ColumnBatch => ({
  rows: folded.length,
  columns: [
    { name: 'model', type: 'string', values: folded.map(() => model) },
    { name: 'generation', type: 'string', values: folded.map(() => generation) },
    { name: 'log_partition', type: 'uint16', values: Uint16Array.from(folded, ({ partition }) => partition) },
    { name: 'next_offset', type: 'int64', values: Float64Array.from(folded, ({ next }) => next) },
    { name: 'epoch', type: 'int64', values: Float64Array.from(folded, () => epoch) },
  ],
});
