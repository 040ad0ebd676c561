import type { Instant } from '../kernel/instant.js';

/** Half open, [from, to). `to` may be Infinity where no end is known. */
export type Interval = { readonly from: Instant; readonly to: Instant };

const byStart = (a: Interval, b: Interval): number => a.from - b.from || a.to - b.to;

/** The union as disjoint intervals in order; empty ones vanish, so overlapping pauses count once. */
export const unionOf = (intervals: readonly Interval[]): readonly Interval[] => {
  const merged: Interval[] = [];
  for (const interval of intervals.filter(({ from, to }) => to > from).sort(byStart)) {
    const last = merged[merged.length - 1];
    if (last === undefined || interval.from > last.to) merged.push(interval);
    else if (interval.to > last.to) merged[merged.length - 1] = { from: last.from, to: interval.to };
  }
  return merged;
};

/** The parts that lie in [from, to). */
export const clipTo = (intervals: readonly Interval[], from: Instant, to: Instant): readonly Interval[] =>
  intervals
    .map((interval) => ({ from: Math.max(interval.from, from), to: Math.min(interval.to, to) }))
    .filter((interval) => interval.to > interval.from);
