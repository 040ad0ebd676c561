import { nationalCalendar } from '@mingxiao/catalog/calendars/shipped-calendar';
import { type DayNumber, localDateOfDay } from '@mingxiao/domain/calendar/local-date';
import { compileCalendar } from '@mingxiao/domain/calendar/working-calendar';
import { isWorkingDay } from '@mingxiao/domain/calendar/working-days';
import { addWorkingTime, workingTime } from '@mingxiao/domain/calendar/working-time';
import { type Instant, millisecondsPerSecond } from '@mingxiao/domain/kernel/instant';
import { startOfDay } from './local-time.js';

/** The offices of the sample city keep the national calendar; only their open hours count, in office days. */
export type Workdays = {
  readonly isWorkday: (day: DayNumber) => boolean;
  readonly isOpen: (instant: Instant) => boolean;
  /** Office days that have passed since the first day. */
  readonly positionOf: (instant: Instant) => number;
  /** The instant, in whole seconds, at which so many office days have passed. */
  readonly instantAt: (position: number) => Instant;
};

/** 09:00 to 12:00 and 13:30 to 17:00, as the national calendar has it. */
const millisecondsPerOfficeDay = 6.5 * 3_600_000;

const inWholeSeconds = (instant: Instant): Instant => Math.floor(instant / millisecondsPerSecond) * millisecondsPerSecond;

/** Reads the shipped calendar once. */
export const createWorkdays = (firstDay: DayNumber): Workdays => {
  const calendar = compileCalendar(nationalCalendar());
  const origin = startOfDay(firstDay);
  const known = new Map<DayNumber, boolean>();
  const isWorkday = (day: DayNumber): boolean => {
    const working = known.get(day) ?? isWorkingDay(calendar, localDateOfDay(day));
    known.set(day, working);
    return working;
  };
  const passed = (instant: Instant): number => workingTime(calendar, 'working-hour', origin, instant);
  return {
    isWorkday,
    isOpen: (instant) => passed(instant + 1) > passed(instant),
    positionOf: (instant) => passed(instant) / millisecondsPerOfficeDay,
    instantAt: (position) => inWholeSeconds(addWorkingTime(calendar, 'working-hour', origin, position * millisecondsPerOfficeDay).at),
  };
};
