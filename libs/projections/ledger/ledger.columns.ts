import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const ledgerTable = 'ledger_v1';

/** What became of one log record. Every record gets one, whatever it holds. */
export type LedgerEntry = {
  readonly partition: number;
  readonly offset: number;
  readonly storedAt: number;
  /** Why the record is parked, or null when its event went into the facts. */
  readonly parked: string | null;
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly contentHash: Uint8Array;
  /** The number that its source gave it; null where the source does not count. */
  readonly sequence: number | null;
};

const eventKind = 1;
const parkedKind = 2;
const uncounted = -1;

export const toLedgerColumns = (generation: string, entries: readonly LedgerEntry[]): ColumnBatch => ({
  rows: entries.length,
  columns: [
    { name: 'generation', type: 'string', values: entries.map(() => generation) },
    { name: 'log_partition', type: 'uint16', values: Uint16Array.from(entries, ({ partition }) => partition) },
    { name: 'log_offset', type: 'int64', values: Float64Array.from(entries, ({ offset }) => offset) },
    { name: 'kind', type: 'uint8', values: Uint8Array.from(entries, ({ parked }) => (parked === null ? eventKind : parkedKind)) },
    { name: 'subject', type: 'string', values: entries.map(({ subject }) => subject) },
    { name: 'source', type: 'string', values: entries.map(({ source }) => source) },
    { name: 'id', type: 'string', values: entries.map(({ id }) => id) },
    { name: 'type', type: 'string', values: entries.map(({ type }) => type) },
    { name: 'content_hash', type: 'bytes', values: entries.map(({ contentHash }) => contentHash) },
    { name: 'stored_at', type: 'instant', values: Float64Array.from(entries, ({ storedAt }) => storedAt) },
    { name: 'sequence', type: 'int64', values: Float64Array.from(entries, ({ sequence }) => sequence ?? uncounted) },
    { name: 'reason', type: 'string', values: entries.map(({ parked }) => parked ?? '') },
  ],
});
