import { percentShares } from '../explain/shares.js';
import type { PathStretch } from './critical-path.js';

/** A department's part of the critical path; `between` is the time nobody of the chain had the case. */
export type PathShare = {
  readonly between: boolean;
  readonly department: string | null;
  readonly milliseconds: number;
  /** Per cent of the whole path; together exactly 100. Null where the path has no length. */
  readonly percent: number | null;
};

const longestFirst = (a: PathShare, b: PathShare): number =>
  b.milliseconds - a.milliseconds || Number(a.between) - Number(b.between) || ((a.department ?? '') < (b.department ?? '') ? -1 : 1);

/** What each department had of the critical path, the longest part first. Sub-cases without a department are one of their own. */
export const pathShares = (path: readonly PathStretch[]): readonly PathShare[] => {
  const parts = new Map<string, PathShare>();
  for (const { caseId, department, from, to } of path) {
    const between = caseId === null;
    const key = JSON.stringify([between, department]);
    const known = parts.get(key)?.milliseconds ?? 0;
    parts.set(key, { between, department, milliseconds: known + to - from, percent: null });
  }
  const sorted = [...parts.values()].sort(longestFirst);
  const percents = percentShares(sorted.map(({ milliseconds }) => milliseconds));
  return sorted.map((part, index) => ({ ...part, percent: percents[index] ?? null }));
};
