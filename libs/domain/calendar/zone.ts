import { millisecondsPerDay, type Instant } from '../kernel/instant.js';
import { dayNumberOf, localDateOfDay, type DayNumber, type LocalDate } from './local-date.js';
import { dayAt, startOfDay, zoneDaysOf } from './zone-days.js';

/** An IANA zone by name, or anything that has one, such as a calendar. */
export type Zoned = string | { readonly timeZone: string };

const daysOf = (zone: Zoned) => zoneDaysOf(typeof zone === 'string' ? zone : zone.timeZone);

/** The local date of an instant. Throws a RangeError on an unknown zone or when it is no finite number. */
export const localDateOf = (zone: Zoned, instant: Instant): LocalDate => localDateOfDay(dayAt(daysOf(zone), instant));

/**
 * The first instant of a local date, also where summer time skips or repeats midnight: a period of
 * dates is [startOfLocalDay(from), startOfLocalDay(to + 1 day)) and days leave no gap between them.
 * Throws a RangeError on an unknown zone or a text that is no date.
 */
export const startOfLocalDay = (zone: Zoned, date: LocalDate): Instant => startOfDay(daysOf(zone), dayNumberOf(date));

/** The first day that begins at or after an instant. */
export const firstDayFrom = (zone: Zoned, instant: Instant): DayNumber => {
  const day = dayAt(daysOf(zone), instant);
  return startOfDay(daysOf(zone), day) === instant ? day : day + 1;
};

/** The date `days` later (earlier when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate => localDateOfDay(dayNumberOf(date) + days);

/** Beyond so many days nobody asks: what would be found out is not worth the look. */
const steadyDaysMax = 3_700;

/**
 * Milliseconds that the zone's wall clock is ahead of UTC on every day that has a part in [from, to]; null where that
 * changes on the way, or where the way is longer than ten years. Every such day then lasts 24 hours.
 */
export const steadyOffset = (zone: Zoned, from: Instant, to: Instant): number | null => {
  const days = daysOf(zone);
  if (to - from > steadyDaysMax * millisecondsPerDay) return null;
  const [first, last] = [dayAt(days, from), dayAt(days, to)];
  const offset = first * millisecondsPerDay - startOfDay(days, first);
  for (let day = first; day <= last + 1; day += 1) if (day * millisecondsPerDay - startOfDay(days, day) !== offset) return null;
  return offset;
};
