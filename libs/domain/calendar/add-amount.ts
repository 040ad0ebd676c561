import type { Amount } from '../events/fields.js';
import { millisecondsPerDay, millisecondsPerMinute, roundHalfUp, type Instant } from '../kernel/instant.js';
import type { CountingMode, DueInstant } from './calendar.js';
import { addMonthsToDay, type DayNumber } from './local-date.js';
import { closingTimeOf, restsOnUngazetted, type WorkingCalendar } from './working-calendar.js';
import { nearestWorkingDay, nthWorkingDayFrom } from './working-days.js';
import { addWorkingTime, workingTime } from './working-time.js';
import { dayAt, instantOfWallTime, wallTimeAt } from './zone-days.js';

const millisecondsPerHour = 60 * millisecondsPerMinute;
/** More than any rule states (the events allow 100,000); beyond it a count of days would only burn time. */
const amountMax = 1_000_000;

type DayUnit = 'working-day' | 'natural-day' | 'month';

/**
 * The instant an amount after `from`, which may be fractional (4/5 of 7 working days) or negative.
 *
 * `clock`: working days and hours by addWorkingTime; natural days (24 h each) and hours elapse; a month
 * ends on the same date at the same wall time, or on the month's last day; a part of a month is that
 * part of the way to the next whole one.
 * `next-day` (Civil Code art. 201–203): the day of `from` is not counted and the limit ends when the
 * office closes on its last day; natural days and months that end on a non-working day move to the next
 * working day; never before `from` unless the amount is negative. Hours of both kinds run from the
 * instant itself (art. 201 para. 2), as in `clock`. A part of a working day is that part of the open hours
 * up to the next closing time, a part of a natural day or month that part of the way to the next one.
 *
 * `provisional` when a day that decided the outcome lies after the last gazetted one; what only elapses never is.
 * Throws a RangeError when the amount is no number or beyond a million.
 */
export const addAmount = (calendar: WorkingCalendar, from: Instant, amount: Amount, mode: CountingMode): DueInstant => {
  if (!(Math.abs(amount.amount) <= amountMax)) throw new RangeError(`amount: ${amount.amount} is out of range`);
  const { amount: n, unit } = amount;
  if (unit === 'hour') return elapsed(from + n * millisecondsPerHour);
  if (unit === 'working-hour') return addWorkingTime(calendar, 'working-hour', from, n * millisecondsPerHour);
  return mode === 'clock' ? addByClock(calendar, from, n, unit) : addByDays(calendar, from, n, unit);
};

const elapsed = (at: Instant): DueInstant => ({ at: roundHalfUp(at), provisional: false });

const addByClock = (calendar: WorkingCalendar, from: Instant, n: number, unit: DayUnit): DueInstant => {
  if (unit === 'working-day') return addWorkingTime(calendar, 'working-day', from, n * millisecondsPerDay);
  if (unit === 'natural-day') return elapsed(from + n * millisecondsPerDay);
  const whole = Math.floor(n);
  const lower = monthsLater(calendar, from, whole);
  return elapsed(n === whole ? lower : partWay(lower, monthsLater(calendar, from, whole + 1), n - whole));
};

const partWay = (from: Instant, to: Instant, share: number): Instant => from + (to - from) * share;

const monthsLater = ({ compiled: { zone } }: WorkingCalendar, from: Instant, months: number): Instant =>
  months === 0 ? from : instantOfWallTime(zone, addMonthsToDay(dayAt(zone, from), months), wallTimeAt(zone, from));

const addByDays = (calendar: WorkingCalendar, from: Instant, n: number, unit: DayUnit): DueInstant => {
  const whole = Math.floor(n);
  const lower = endOfLastDay(calendar, from, whole, unit);
  const upper = n === whole ? lower : endOfLastDay(calendar, from, whole + 1, unit);
  const part = unit === 'working-day' ? partOfOpenHours(calendar, [lower, upper], n - whole) : partWay(lower, upper, n - whole);
  const at = roundHalfUp(n < 0 ? part : Math.max(part, from));
  // Working days rest on every day between, the others only on where they end.
  const decidedBy = unit === 'working-day' && n !== 0 ? Math.max(from, upper) : upper;
  return { at, provisional: restsOnUngazetted(calendar, decidedBy) };
};

const endOfLastDay = (calendar: WorkingCalendar, from: Instant, n: number, unit: DayUnit): Instant =>
  closingTimeOf(calendar, lastDay(calendar, dayAt(calendar.compiled.zone, from), n, unit));

const lastDay = (calendar: WorkingCalendar, day: DayNumber, n: number, unit: DayUnit): DayNumber => {
  if (unit === 'working-day') return nthWorkingDayFrom(calendar, day, n);
  return nearestWorkingDay(calendar, unit === 'month' ? addMonthsToDay(day, n) : day + n, 1);
};

const partOfOpenHours = (calendar: WorkingCalendar, [from, to]: readonly [Instant, Instant], share: number): Instant =>
  addWorkingTime(calendar, 'working-hour', from, workingTime(calendar, 'working-hour', from, to) * share).at;
