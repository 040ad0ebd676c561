import { roundHalfUp, type Instant } from '../kernel/instant.js';
import type { DueInstant } from './calendar.js';
import { countedUntil, earliestAt, latestAt } from './timeline.js';
import {
  restsOnUngazetted,
  timelineOver,
  widestTimeline,
  type WorkingCalendar,
  type WorkingUnit,
} from './working-calendar.js';

/**
 * W(from, to): the milliseconds of [from, to) that lie in working days (counted 00:00–24:00, make-up
 * workdays included) or in office hours. Time as it passes: a working day on which the clocks change
 * counts the 23 or 25 hours it has, or sums and inverses would not be exact. When `to` lies before
 * `from` it is the negative, so W(a, c) = W(a, b) + W(b, c) holds in any order.
 */
export const workingTime = (calendar: WorkingCalendar, unit: WorkingUnit, from: Instant, to: Instant): number => {
  const line = timelineOver(calendar, unit, from, to);
  return countedUntil(line, to) - countedUntil(line, from);
};

/**
 * The instant t nearest to `from` with W(from, t) = milliseconds. Forward that is the earliest such t
 * (Saturday 15:00 and one working day is Monday 24:00), backward the latest (Monday 24:00 less one
 * working day is Monday 00:00), and nothing moves nothing. A fraction of a millisecond is rounded half up.
 */
export const addWorkingTime = (
  calendar: WorkingCalendar,
  unit: WorkingUnit,
  from: Instant,
  milliseconds: number,
): DueInstant => {
  const amount = roundHalfUp(milliseconds);
  if (amount === 0) return { at: from, provisional: false };
  const at = movedBy(calendar, unit, from, amount);
  return { at, provisional: restsOnUngazetted(calendar, Math.max(from, at)) };
};

const movedBy = (calendar: WorkingCalendar, unit: WorkingUnit, from: Instant, amount: number): Instant => {
  const usual = timelineOver(calendar, unit, from, from);
  const within = countedUntil(usual, from) + amount;
  const line = within >= 0 && within <= usual.total ? usual : widestTimeline(calendar, unit);
  const counted = countedUntil(line, from) + amount;
  return amount > 0 ? earliestAt(line, counted) : latestAt(line, counted);
};
