import { addDays, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import type { Instant } from '@mingxiao/domain/kernel/instant';

/** A period of dates as instants, as far as it had come by the instant it is read for, and that instant (domain guide §8). */
export type Period = {
  readonly from: Instant;
  /** The first instant that does not count: the one behind the period, or behind `at` where that lies within it. */
  readonly to: Instant;
  /** The earlier of period end and `at`: what is open and due before it is overdue. */
  readonly reading: Instant;
  /** The last millisecond that counts as known at `reading`. */
  readonly until: Instant;
};

type Dates = { readonly from: string; readonly to: string };

/** The first instant behind a period of dates. */
export const endOf = (timeZone: string, dates: Pick<Dates, 'to'>): Instant => startOfLocalDay(timeZone, addDays(dates.to, 1));

/** [from, to + 1 day) in the organisation's zone, read for `at`: nothing counts that happened later. Empty before it begins. */
export const periodOf = (timeZone: string, dates: Dates, at: Instant): Period => {
  const from = startOfLocalDay(timeZone, dates.from);
  const end = endOf(timeZone, dates);
  const until = Math.min(end - 1, at);
  return { from, to: Math.max(from, until + 1), reading: Math.min(end, at), until };
};
