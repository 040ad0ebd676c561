import { addMonthsToDay, dayNumberOf, localDateOfDay, type LocalDate } from '../calendar/local-date.js';
import { startOfLocalDay, addDays } from '../calendar/zone.js';
import { addWorkingTime, workingTime } from '../calendar/working-time.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { millisecondsPerDay, type Instant } from '../kernel/instant.js';

/** A period of dates, both included. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** The same as instants, [from, until). */
export type Span = { readonly from: Instant; readonly until: Instant };

export const spanOf = ({ timeZone }: WorkingCalendar, { from, to }: Period): Span => ({
  from: startOfLocalDay(timeZone, from),
  until: startOfLocalDay(timeZone, addDays(to, 1)),
});

const monthsOf = (from: LocalDate, until: LocalDate): number =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7));

const isFirstOfMonth = (date: LocalDate): boolean => date.endsWith('-01');

/** The period just before: as many whole months where it is made of whole months, else as many days. 环比. */
export const periodBefore = ({ from, to }: Period): Period => {
  const until = addDays(to, 1);
  if (isFirstOfMonth(from) && isFirstOfMonth(until)) return { from: localDateOfDay(addMonthsToDay(dayNumberOf(from), -monthsOf(from, until))), to: addDays(from, -1) };
  return { from: addDays(from, dayNumberOf(from) - dayNumberOf(until)), to: addDays(from, -1) };
};

/** The same dates a year earlier; the end of a month stays one, and 29 February becomes 28 February. 同比. */
export const yearBefore = ({ from, to }: Period): Period => {
  const until = addDays(to, 1);
  const earlier = (date: LocalDate): LocalDate => localDateOfDay(addMonthsToDay(dayNumberOf(date), -12));
  return { from: earlier(from), to: isFirstOfMonth(until) ? addDays(earlier(until), -1) : earlier(to) };
};

/** Working days of a span, counted in milliseconds of them: what counts are divided by before they are compared. */
export const workingMilliseconds = (calendar: WorkingCalendar, { from, until }: Span): number => workingTime(calendar, 'working-day', from, until);

export const workingDaysOf = (calendar: WorkingCalendar, span: Span): number => workingMilliseconds(calendar, span) / millisecondsPerDay;

/**
 * The part of an earlier span in which as much working time had passed as has in a running one by `at`: half a month is
 * compared with half a month. The whole of it where the running one is over, or has seen more working time.
 */
export const sameElapsedPart = (calendar: WorkingCalendar, running: Span, earlier: Span, at: Instant): Span => {
  if (at >= running.until) return earlier;
  const elapsed = workingTime(calendar, 'working-day', running.from, Math.max(at, running.from));
  const until = addWorkingTime(calendar, 'working-day', earlier.from, elapsed).at;
  return { from: earlier.from, until: Math.min(until, earlier.until) };
};
