import { z } from 'zod';
import { calendarFields } from '@mingxiao/domain/calendar/calendar-schema';
import type { CalendarDefinition } from '@mingxiao/domain/calendar/calendar';

/** The calendar that others may build upon. */
export const nationalName = 'cn-national';

const { name, version, title, exceptions, timeZone, workingWeekdays, officeHours, gazettedUntil } = calendarFields;
const effectiveFrom = z.iso.date('expected a date, YYYY-MM-DD');
const own = { name, version, title, effectiveFrom, exceptions };

const wholeCalendar = z.strictObject({
  ...own,
  base: z.null(),
  timeZone,
  workingWeekdays,
  officeHours,
  gazettedUntil,
});

const localOverride = z.strictObject({
  ...own,
  base: z.literal(nationalName),
  timeZone: timeZone.optional(),
  workingWeekdays: workingWeekdays.optional(),
  officeHours: officeHours.optional(),
  gazettedUntil: gazettedUntil.optional(),
});

/**
 * A calendar file. With `base: null` it states everything; with the national calendar as its base it
 * states only what differs: its exceptions are laid over those of the base, other fields replace them.
 */
export const calendarFile = z.discriminatedUnion('base', [wholeCalendar, localOverride]);
export type CalendarFile = z.output<typeof calendarFile>;
export type LocalOverride = z.output<typeof localOverride>;

/** A file that stands alone as the calendar it defines. */
export const toDefinition = (file: z.output<typeof wholeCalendar>): CalendarDefinition => ({
  name: file.name,
  version: file.version,
  timeZone: file.timeZone,
  workingWeekdays: file.workingWeekdays,
  exceptions: file.exceptions,
  officeHours: file.officeHours,
  gazettedUntil: file.gazettedUntil,
});

/** A local file laid over its base. The version names both, since either may change what the calendar says. */
export const layOver = (file: LocalOverride, base: CalendarDefinition): CalendarDefinition => ({
  name: file.name,
  version: `${file.version}+${base.name}-${base.version}`,
  timeZone: file.timeZone ?? base.timeZone,
  workingWeekdays: file.workingWeekdays ?? base.workingWeekdays,
  exceptions: { ...base.exceptions, ...file.exceptions },
  officeHours: file.officeHours ?? base.officeHours,
  gazettedUntil: file.gazettedUntil === undefined ? base.gazettedUntil : file.gazettedUntil,
});
