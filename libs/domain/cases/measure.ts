import { addAmount } from '../calendar/add-amount.js';
import type { CountingMode, DueInstant } from '../calendar/calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { addWorkingTime, workingTime } from '../calendar/working-time.js';
import type { Amount } from '../events/fields.js';
import { millisecondsPerDay, type Instant } from '../kernel/instant.js';
import type { ClockUnit } from './case-state.js';

/** Which clock an amount is counted on: natural days, hours and months elapse. */
export const clockUnitOf = ({ unit }: Amount): ClockUnit =>
  unit === 'working-day' || unit === 'working-hour' ? unit : 'elapsed';

/** W(from, to) in milliseconds; null where it takes a calendar and there is none. Nothing when `to` is not later. */
export const measure = (calendar: WorkingCalendar | null, unit: ClockUnit, from: Instant, to: Instant): number | null => {
  if (to <= from) return 0;
  if (unit === 'elapsed') return to - from;
  return calendar === null ? null : workingTime(calendar, unit, from, to);
};

/** add(from, milliseconds) on a clock; null where it takes a calendar and there is none. */
export const advance = (calendar: WorkingCalendar | null, unit: ClockUnit, from: Instant, milliseconds: number): DueInstant | null => {
  if (unit === 'elapsed') return { at: from + milliseconds, provisional: false };
  return calendar === null ? null : addWorkingTime(calendar, unit, from, milliseconds);
};

const elapsingMs = { hour: 3_600_000, 'natural-day': millisecondsPerDay } as const;

/** An amount after an instant. What merely elapses needs no calendar; null where one is needed and there is none. */
export const amountAfter = (calendar: WorkingCalendar | null, from: Instant, amount: Amount, mode: CountingMode): DueInstant | null => {
  if (calendar !== null) return addAmount(calendar, from, amount, mode);
  if (amount.unit !== 'hour' && amount.unit !== 'natural-day') return null;
  return { at: from + amount.amount * elapsingMs[amount.unit], provisional: false };
};
