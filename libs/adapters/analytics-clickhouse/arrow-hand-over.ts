import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedBatch } from '@mingxiao/ports/analytics-store/packed-batch';
import chdb, { type Session } from 'chdb';
import { toArrowColumns, type ArrowColumn } from './arrow-columns.js';

/** The engine's low-level hand-over of columns, which its type declarations leave out. */
type ColumnRegistry = {
  _arrowRegisterColumns(connection: unknown, name: string, columns: readonly ArrowColumn[]): void;
  _arrowUnregister(connection: unknown, name: string): void;
};
const registry = chdb as unknown as ColumnRegistry;

/**
 * Makes a batch readable as `arrowstream('name')` on this session while `use` runs. It can be read once.
 * The engine reads the buffers where they are, so they are released only after `use` has settled.
 */
export const handOver = async (session: Session, name: string, batch: ColumnBatch | PackedBatch, use: () => Promise<unknown>): Promise<void> => {
  registry._arrowRegisterColumns(session.connection, name, 'packed' in batch ? batch.packed : toArrowColumns(batch));
  try {
    await use();
  } finally {
    registry._arrowUnregister(session.connection, name);
  }
};
