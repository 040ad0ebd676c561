import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

const count = z.coerce.number();

const factsPositionRow = z.object({ log_partition: count, records: count, next_offset: count });
export const factsPosition: NamedRead<z.output<typeof factsPositionRow>> = {
  name: 'folding/facts-position',
  file: new URL('./facts-position.sql', import.meta.url),
  row: (raw) => factsPositionRow.parse(raw),
};

const gapRow = z.object({ log_partition: count, from_offset: count, to_offset: count });
export const ledgerGaps: NamedRead<z.output<typeof gapRow>> = {
  name: 'folding/ledger-gaps',
  file: new URL('./ledger-gaps.sql', import.meta.url),
  row: (raw) => gapRow.parse(raw),
};

const foldPositionRow = z.object({ log_partition: count, next_offset: count, epoch: count });
export const foldPosition: NamedRead<z.output<typeof foldPositionRow>> = {
  name: 'folding/fold-position',
  file: new URL('./fold-position.sql', import.meta.url),
  row: (raw) => foldPositionRow.parse(raw),
};

const touchedRow = z.object({ subject: z.string(), is_reference: count });
export const touchedCases: NamedRead<z.output<typeof touchedRow>> = {
  name: 'folding/touched-cases',
  file: new URL('./touched-cases.sql', import.meta.url),
  row: (raw) => touchedRow.parse(raw),
};

const newestRow = z.object({ stored_ms: count.nullable() });
/** Milliseconds; null where the rows rest on nothing yet. */
export const newestFolded: NamedRead<z.output<typeof newestRow>> = {
  name: 'folding/newest-folded',
  file: new URL('./newest-folded.sql', import.meta.url),
  row: (raw) => newestRow.parse(raw),
};
