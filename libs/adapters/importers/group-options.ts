import type { MergeRules, OpenCase } from '@mingxiao/domain/imports/merge-case';
import type { ReadItem, RejectedRow } from '@mingxiao/domain/imports/raw-case';
import { LogFileFailure } from './log-file-failure.js';

export type GroupOptions = {
  readonly fileName: string;
  readonly rules: MergeRules;
  /** Rows kept in memory before they are set aside on disk. */
  readonly rowsInMemoryMax?: number;
};

const rowsPerCaseMax = 1_000_000;

export const caseItem = (open: OpenCase): ReadItem => ({ kind: 'case', case: open });
export const rejectItem = (reject: RejectedRow): ReadItem => ({ kind: 'reject', reject });

/** A case is held in memory; one without end is a mistake in the column that names the case. */
export const checkCaseSize = ({ caseId, line, rows }: OpenCase, { fileName }: GroupOptions): void => {
  if (rows.length <= rowsPerCaseMax) return;
  throw new LogFileFailure(`${fileName}: the case "${caseId}" (from line ${line}) has more than ${rowsPerCaseMax} rows`);
};
