import type { ImportReport, ItemResult } from './import-options.js';
import type { RejectsFile } from './rejects-file.js';

/** Counts of an import under way. */
export type Tally = { -readonly [Name in keyof Omit<ImportReport, 'source' | 'dryRun' | 'cases' | 'seconds'>]: number } & { cases: number };

export const createTally = (): Tally => ({
  rowsRead: 0,
  rejected: 0,
  cases: 0,
  events: 0,
  accepted: 0,
  duplicates: 0,
  conflicts: 0,
  parked: 0,
  refused: 0,
  retracted: 0,
});

const counted = { accepted: 'accepted', duplicate: 'duplicates', conflict: 'conflicts', parked: 'parked', rejected: 'refused' } as const;

/** Counts what the door answered; what it refused goes to the rejects file, since nothing else keeps it. */
export const countResults = (tally: Tally, rejects: RejectsFile) => async (result: ItemResult, line: string): Promise<void> => {
  tally[counted[result.status]] += 1;
  if (result.status !== 'rejected') return;
  const why = typeof result.problem === 'string' ? result.problem : JSON.stringify(result.problem ?? null);
  await rejects.add([{ line: null, reason: `refused by the platform: ${why}`, row: line }]);
};
