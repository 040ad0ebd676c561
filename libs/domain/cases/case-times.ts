import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Instant } from '../kernel/instant.js';
import type { ClockUnit } from './case-state.js';
import { clipTo, type Interval } from './intervals.js';
import { measure } from './measure.js';

export type UsedTime = { readonly usedMs: number | null; readonly suspendedMs: number | null };

/** Working time of disjoint intervals; null without the calendar that it takes. */
const measureAll = (calendar: WorkingCalendar | null, unit: ClockUnit, intervals: readonly Interval[]): number | null => {
  let sum = 0;
  for (const { from, to } of intervals) {
    const time = measure(calendar, unit, from, to);
    if (time === null) return null;
    sum += time;
  }
  return sum;
};

/**
 * Working milliseconds used in [from, to): all of it but the time in which the clock stood. `suspended` is the part of
 * `stopped` that stands for suspensions and is told apart in the result.
 */
export const usedTime = (
  clock: { readonly calendar: WorkingCalendar | null; readonly unit: ClockUnit },
  span: Interval,
  stopped: readonly Interval[],
  suspended: readonly Interval[],
): UsedTime => {
  const within = (intervals: readonly Interval[]) => measureAll(clock.calendar, clock.unit, clipTo(intervals, span.from, span.to));
  const total = measure(clock.calendar, clock.unit, span.from, span.to);
  if (total === null) return { usedMs: null, suspendedMs: null };
  if (stopped.length === 0) return { usedMs: total, suspendedMs: 0 };
  return { usedMs: total - (within(stopped) ?? 0), suspendedMs: within(suspended) };
};

/** Elapsed milliseconds of a case: nothing when it finished before it was accepted. */
export const elapsedTime = (acceptedAt: Instant, finishedAt: Instant): number => Math.max(0, finishedAt - acceptedAt);
