import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const foldPositionsTable = 'fold_positions_v1';

/** How far the fold of a read model has come, one row per partition. Written after the rows it speaks of. */
export const toFoldPositionColumns = (
  model: string,
  generation: string,
  epoch: number,
  position: readonly number[],
): ColumnBatch => ({
  rows: position.length,
  columns: [
    { name: 'model', type: 'string', values: position.map(() => model) },
    { name: 'generation', type: 'string', values: position.map(() => generation) },
    { name: 'log_partition', type: 'uint16', values: Uint16Array.from(position, (_offset, partition) => partition) },
    { name: 'next_offset', type: 'int64', values: Float64Array.from(position) },
    { name: 'epoch', type: 'int64', values: Float64Array.from(position, () => epoch) },
  ],
});
