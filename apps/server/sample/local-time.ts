import { addMonthsToDay, type DayNumber } from '@mingxiao/domain/calendar/local-date';
import { type Instant, millisecondsPerDay, millisecondsPerSecond } from '@mingxiao/domain/kernel/instant';

/** The sample city lies in China, which has had one offset and no daylight saving since 1991: no zone table is needed. */
const offsetMilliseconds = 8 * 3_600_000;
const offsetText = '+08:00';

export const localDayOf = (instant: Instant): DayNumber => Math.floor((instant + offsetMilliseconds) / millisecondsPerDay);

export const startOfDay = (day: DayNumber): Instant => day * millisecondsPerDay - offsetMilliseconds;

/** January … December of a local day, as 0 … 11. */
export const monthOf = (day: DayNumber): number => new Date(day * millisecondsPerDay).getUTCMonth();

/** The first day of the twelve months that end with a day. */
export const firstDayOfYearUpTo = (lastDay: DayNumber): DayNumber => addMonthsToDay(lastDay, -12) + 1;

/** ISO 8601 with the city's offset; milliseconds only where there are any. */
export const localTime = (instant: Instant): string => {
  const text = new Date(instant + offsetMilliseconds).toISOString();
  return `${text.slice(0, instant % millisecondsPerSecond === 0 ? 19 : 23)}${offsetText}`;
};
