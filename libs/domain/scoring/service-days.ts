import type { DayNumber } from '../calendar/local-date.js';
import { firstDayFrom } from '../calendar/zone.js';
import type { Posting } from '../reference/reference.js';

/** Days whose beginning falls into a span, but not before `after`: two postings at once are one day of service. */
const daysOf = (timeZone: string, { from, until }: Posting, after: DayNumber): { readonly days: number; readonly end: DayNumber } => {
  const end = until === null ? after : firstDayFrom(timeZone, until);
  return { days: Math.max(0, end - Math.max(firstDayFrom(timeZone, from), after)), end: Math.max(end, after) };
};

/**
 * Whole days each person served, by staff: a day belongs to the unit where somebody is posted as it begins, so that who
 * moves within a period has every day once.
 *
 * @param postings of one unit, cut to a period (`Reference.servedIn`), by staff and then by begin
 */
export const serviceDays = (postings: readonly Posting[], timeZone: string): ReadonlyMap<string, number> => {
  const served = new Map<string, { days: number; end: DayNumber }>();
  for (const posting of postings) {
    const known = served.get(posting.staff) ?? { days: 0, end: -Infinity };
    const { days, end } = daysOf(timeZone, posting, known.end);
    served.set(posting.staff, { days: known.days + days, end });
  }
  return new Map([...served].map(([staff, { days }]) => [staff, days]));
};
