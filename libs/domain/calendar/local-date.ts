import { millisecondsPerDay } from '../kernel/instant.js';

/** A calendar date without a zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** Days since 1970-01-01; arithmetic on dates is done in these, so that no zone can come in. */
export type DayNumber = number;

const datePattern = /^\d{4}-\d\d-\d\d$/;

/** The number of a date. Throws a RangeError on a text that is none, such as 2026-02-30. */
export const dayNumberOf = (date: LocalDate): DayNumber => {
  const milliseconds = datePattern.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const day = milliseconds / millisecondsPerDay;
  if (Number.isNaN(day) || localDateOfDay(day) !== date) throw new RangeError(`"${date}" is no date of the form YYYY-MM-DD`);
  return day;
};

const timeOfDayLength = 'T00:00:00.000Z'.length;

export const localDateOfDay = (day: DayNumber): LocalDate =>
  new Date(day * millisecondsPerDay).toISOString().slice(0, -timeOfDayLength);

/** 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The same day `months` later; a month that lacks the date gives its last day (Civil Code art. 202). */
export const addMonthsToDay = (day: DayNumber, months: number): DayNumber => {
  const date = new Date(day * millisecondsPerDay);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / millisecondsPerDay;
};
