import { z } from 'zod';
import { localizedName } from '../events/fields.js';
import type { CalendarDefinition } from './calendar.js';

/** The fields of a calendar as they come in from a file or a fact; what passes here, compileCalendar takes. */
const isTimeZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected HH:MM, 00:00 to 24:00');
const openSpan = z
  .strictObject({ from: wallTime, to: wallTime })
  .refine(({ from, to }) => from < to, 'must end after it begins');

const exceptionDate = z.iso
  .date('expected a date, YYYY-MM-DD')
  .refine((date) => date >= '1951-01-01' && date < '2149-01-01', 'must lie in 1951 to 2148');

export const calendarFields = {
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens'),
  version: z.string().min(1).max(64),
  title: localizedName.optional(),
  timeZone: z.string().refine(isTimeZone, 'is no IANA time zone, such as Asia/Shanghai'),
  workingWeekdays: z.array(z.int().min(1).max(7)).min(1),
  exceptions: z.record(exceptionDate, z.boolean()),
  officeHours: z
    .array(openSpan)
    .min(1)
    .refine(
      (spans) => spans.every(({ from }, index) => from >= (spans[index - 1]?.to ?? '')),
      'spans must follow one another without overlap',
    ),
  gazettedUntil: z.iso.date('expected a date, YYYY-MM-DD, or null').nullable(),
} as const;

/** Reads the content of a calendar fact, which carries the whole calendar and never refers to another. */
export const calendarDefinition: z.ZodType<CalendarDefinition> = z.object({
  ...calendarFields,
  name: z.string().min(1),
});
