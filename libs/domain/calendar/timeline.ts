import type { Instant } from '../kernel/instant.js';
import { millisecondsPerDay } from '../kernel/instant.js';
import type { DayNumber } from './local-date.js';
import { dayAt, startOfDay, type ZoneDays } from './zone-days.js';

export type Span = readonly [from: Instant, to: Instant];

/**
 * The counted spans of a stretch of days with their running sums, so that the time counted up to an
 * instant is one look-up and its inverse one binary search. All numbers are whole milliseconds, so
 * sums and differences are exact.
 */
export type Timeline = {
  readonly zone: ZoneDays;
  readonly firstDay: DayNumber;
  readonly from: Instant;
  readonly to: Instant;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Counted before span k; one entry more than there are spans, the last being the total. */
  readonly before: Float64Array;
  /** Index of the first span of each day, with a closing entry. */
  readonly firstOfDay: Int32Array;
  readonly total: number;
};

const week = 7 * millisecondsPerDay;

/** Lays out the spans of every day in [firstDay, endDay); `spansOf` gives those of a day, in order. */
export const buildTimeline = (
  zone: ZoneDays,
  [firstDay, endDay]: readonly [DayNumber, DayNumber],
  spansOf: (day: DayNumber) => readonly Span[],
): Timeline => {
  const [starts, ends, before]: [number[], number[], number[]] = [[], [], [0]];
  const firstOfDay = new Int32Array(endDay - firstDay + 1);
  let total = 0;
  for (let day = firstDay; day < endDay; day += 1) {
    for (const [start, end] of spansOf(day)) {
      total += end - start;
      starts.push(start);
      ends.push(end);
      before.push(total);
    }
    firstOfDay[day - firstDay + 1] = starts.length;
  }
  const [from, to] = [startOfDay(zone, firstDay), startOfDay(zone, endDay)];
  const columns = { starts: Float64Array.from(starts), ends: Float64Array.from(ends), before: Float64Array.from(before) };
  return { zone, firstDay, from, to, ...columns, firstOfDay, total };
};

const at = (column: Float64Array | Int32Array, index: number): number => column[index] ?? Number.NaN;

/** Counted time from the timeline's beginning to `instant`; past an edge its outermost week repeats. */
export const countedUntil = (line: Timeline, instant: Instant): number => {
  if (instant < line.from) {
    const weeks = Math.ceil((line.from - instant) / week);
    return countedWithin(line, instant + weeks * week) - weeks * firstWeek(line);
  }
  if (instant >= line.to) {
    const weeks = Math.floor((instant - line.to) / week) + 1;
    return countedWithin(line, instant - weeks * week) + weeks * lastWeek(line);
  }
  return countedWithin(line, instant);
};

const countedWithin = (line: Timeline, instant: Instant): number => {
  const index = dayAt(line.zone, instant) - line.firstDay;
  const end = at(line.firstOfDay, index + 1);
  let span = at(line.firstOfDay, index);
  while (span < end && at(line.ends, span) <= instant) span += 1;
  const open = span < end ? instant - at(line.starts, span) : 0;
  return at(line.before, span) + Math.max(open, 0);
};

const firstWeek = (line: Timeline): number => countedWithin(line, line.from + week);
const lastWeek = (line: Timeline): number => line.total - countedWithin(line, line.to - week);

/** The first instant by which `counted` has been counted: the inverse that rests at the end of a span. */
export const earliestAt = (line: Timeline, counted: number): Instant => {
  if (counted <= 0) {
    const weeks = Math.floor(-counted / firstWeek(line)) + 1;
    return instantIn(line, counted + weeks * firstWeek(line), false) - weeks * week;
  }
  const weeks = Math.max(0, Math.ceil((counted - line.total) / lastWeek(line)));
  return instantIn(line, counted - weeks * lastWeek(line), false) + weeks * week;
};

/** The last instant before more than `counted` is counted: the inverse that rests at the start of a span. */
export const latestAt = (line: Timeline, counted: number): Instant => {
  if (counted >= line.total) {
    const weeks = Math.floor((counted - line.total) / lastWeek(line)) + 1;
    return instantIn(line, counted - weeks * lastWeek(line), true) + weeks * week;
  }
  const weeks = Math.max(0, Math.ceil(-counted / firstWeek(line)));
  return instantIn(line, counted + weeks * firstWeek(line), true) - weeks * week;
};

/** Finds the first span whose running sum reaches (`beyond`: passes) `counted` and the instant inside it. */
const instantIn = (line: Timeline, counted: number, beyond: boolean): Instant => {
  let [low, high] = [0, line.starts.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const sum = at(line.before, middle + 1);
    if (beyond ? sum > counted : sum >= counted) high = middle;
    else low = middle + 1;
  }
  return at(line.starts, low) + counted - at(line.before, low);
};
