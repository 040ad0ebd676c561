import { addDays, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import type { Instant } from '@mingxiao/domain/kernel/instant';

/** A period of dates as instants, and the instant at which open cases are judged (domain guide §8). */
export type Period = {
  readonly from: Instant;
  /** The first instant behind the period. */
  readonly to: Instant;
  /** The earlier of period end and `at`: what is open and due before it is overdue. */
  readonly reading: Instant;
  /** The last millisecond that counts as known at `reading`. */
  readonly until: Instant;
};

/** [from, to + 1 day) in the organisation's zone, read for `at`. */
export const periodOf = (timeZone: string, dates: { readonly from: string; readonly to: string }, at: Instant): Period => {
  const from = startOfLocalDay(timeZone, dates.from);
  const to = startOfLocalDay(timeZone, addDays(dates.to, 1));
  return { from, to, reading: Math.min(to, at), until: Math.min(to - 1, at) };
};
