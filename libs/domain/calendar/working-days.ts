import { dayNumberOf, localDateOfDay, type DayNumber, type LocalDate } from './local-date.js';
import { worksOn, type WorkingCalendar } from './working-calendar.js';

/** Whether the date is a working day; a make-up workday is, a gazetted holiday is not. */
export const isWorkingDay = (calendar: WorkingCalendar, date: LocalDate): boolean => worksOn(calendar, dayNumberOf(date));

/** The n-th working day after a date (before it when negative); 0 gives the date's own or the last one before it. */
export const nthWorkingDay = (calendar: WorkingCalendar, date: LocalDate, n: number): LocalDate =>
  localDateOfDay(nthWorkingDayFrom(calendar, dayNumberOf(date), n));

/** How many working days there are in [from, to). */
export const countWorkingDays = (calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number => {
  const end = dayNumberOf(to);
  let count = 0;
  for (let day = dayNumberOf(from); day < end; day += 1) if (worksOn(calendar, day)) count += 1;
  return count;
};

/** The same by day number: the date itself is not counted (Civil Code art. 201). */
export const nthWorkingDayFrom = (calendar: WorkingCalendar, day: DayNumber, n: number): DayNumber => {
  let found = nearestWorkingDay(calendar, day, -1);
  const step = n < 0 ? -1 : 1;
  for (let left = Math.abs(n); left > 0; left -= 1) found = nearestWorkingDay(calendar, found + step, step);
  return found;
};

/** The day itself when it works, else the next one in the direction of `step` that does. */
export const nearestWorkingDay = (calendar: WorkingCalendar, day: DayNumber, step: 1 | -1): DayNumber => {
  let found = day;
  while (!worksOn(calendar, found)) found += step;
  return found;
};
