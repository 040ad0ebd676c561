import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { apportion } from '../kernel/apportion.js';
import type { Instant } from '../kernel/instant.js';
import type { ClockUnit, HolderPart, HolderSegment } from './case-state.js';
import { usedTime } from './case-times.js';
import type { Interval } from './intervals.js';

/** The clock that the holders of a finished case share. */
export type SharedClock = {
  readonly calendar: WorkingCalendar | null;
  readonly unit: ClockUnit;
  readonly stopped: readonly Interval[];
  /** The promised due instant, the statutory one where there is none. */
  readonly dueAt: Instant | null;
  readonly firstFinishedAt: Instant;
  /** What they used together; null without a calendar. */
  readonly usedMs: number | null;
};

const wholePpm = 1_000_000;
const noIntervals: readonly Interval[] = [];

const usedFrom = (clock: SharedClock, from: Instant, to: Instant): number =>
  to <= from ? 0 : (usedTime(clock, { from, to }, clock.stopped, noIntervals).usedMs ?? 0);

const delayFrom = (clock: SharedClock, from: Instant, to: Instant): number =>
  clock.dueAt === null || clock.dueAt >= to ? 0 : usedFrom(clock, Math.max(from, clock.dueAt), to);

/** By used time, by elapsed time where none was used, all to the first one where nothing elapsed: that is the finisher. */
const sharesOf = (used: readonly number[], elapsed: readonly number[]): readonly number[] =>
  apportion(wholePpm, used) ?? apportion(wholePpm, elapsed) ?? used.map((_, index) => (index === 0 ? wholePpm : 0));

/**
 * What each holder had of a case until its first finish. Their used times add up to the case's, their delays to what was
 * used after the due instant, and their shares to exactly 1,000,000 (largest remainder; of equal ones the first holder's).
 * A holding after a reopening has none of it.
 *
 * @param holders in order and gapless until the first finish
 */
export const holderParts = (holders: readonly HolderSegment[], clock: SharedClock): readonly HolderPart[] => {
  const { firstFinishedAt, usedMs } = clock;
  const [first] = holders;
  if (first !== undefined && holders.length === 1) {
    return [{ usedMs: usedMs ?? 0, delayMs: delayFrom(clock, first.from, firstFinishedAt), sharePpm: wholePpm }];
  }
  const ends = holders.map(({ to }) => Math.min(to ?? firstFinishedAt, firstFinishedAt));
  const of = (measure: (from: Instant, to: Instant) => number) => holders.map(({ from }, index) => measure(from, ends[index] ?? from));
  const used = of((from, to) => usedFrom(clock, from, to));
  const delays = of((from, to) => delayFrom(clock, from, to));
  const shares = sharesOf(used, of((from, to) => Math.max(0, to - from)));
  return used.map((own, index) => ({ usedMs: own, delayMs: delays[index] ?? 0, sharePpm: shares[index] ?? 0 }));
};
