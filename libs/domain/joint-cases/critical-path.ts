import type { Instant } from '../kernel/instant.js';

export type TimedCase = {
  readonly caseId: string;
  readonly department: string | null;
  readonly acceptedAt: Instant;
  readonly finishedAt: Instant;
};

/** A stretch of the critical path. `caseId` null: between two sub-cases, nobody of the chain had it. */
export type PathStretch = {
  readonly from: Instant;
  readonly to: Instant;
  readonly caseId: string | null;
  readonly department: string | null;
};

const isBehind = (a: TimedCase, b: TimedCase): boolean => {
  if (a.finishedAt !== b.finishedAt) return a.finishedAt > b.finishedAt;
  return a.acceptedAt !== b.acceptedAt ? a.acceptedAt < b.acceptedAt : a.caseId < b.caseId;
};

/** The one that finished last by an instant and began before it; of equal ones the longest, then by id. */
const lastBy = (cases: readonly TimedCase[], instant: Instant): TimedCase | null => {
  let last: TimedCase | null = null;
  for (const one of cases) {
    if (one.finishedAt > instant || one.acceptedAt >= instant) continue;
    if (last === null || isBehind(one, last)) last = one;
  }
  return last;
};

const between = (from: Instant, to: Instant): PathStretch[] => (from < to ? [{ from, to, caseId: null, department: null }] : []);

/**
 * The chain of sub-cases that determined the end, from the first acceptance to the last finish. Walked backwards: the
 * sub-case that finished last, then the one that finished last by the time it was accepted, and so on; what runs beside
 * them had time to spare. Time on the path in which nobody of the chain had the case is a stretch of its own: to the
 * acceptance of a sub-case that waited for no other, or from one sub-case to the next.
 *
 * The stretches tile the whole span in order. Empty when there is nothing with a length.
 */
export const criticalPath = (cases: readonly TimedCase[]): readonly PathStretch[] => {
  if (cases.length === 0) return [];
  const begin = cases.reduce((first, { acceptedAt }) => Math.min(first, acceptedAt), Infinity);
  const stretches: PathStretch[] = [];
  let reached = cases.reduce((last, { finishedAt }) => Math.max(last, finishedAt), -Infinity);
  for (let one = lastBy(cases, reached); one !== null; one = lastBy(cases, reached)) {
    stretches.push(...between(one.finishedAt, reached), { from: one.acceptedAt, to: one.finishedAt, caseId: one.caseId, department: one.department });
    reached = one.acceptedAt;
  }
  return [...stretches, ...between(begin, reached)].reverse();
};
