import { calendarDefinition } from '../calendar/calendar-schema.js';
import { compileCalendar, type WorkingCalendar } from '../calendar/working-calendar.js';
import { issueText, type BodyReading } from './by-file.js';

/** Compiles the calendar that a `calendar.defined` fact carries; a senseless one is refused with the reason. */
export const readCalendar = (body: unknown): BodyReading<WorkingCalendar> => {
  const parsed = calendarDefinition.safeParse(body);
  if (!parsed.success) return { reason: issueText(parsed.error) };
  try {
    return { value: compileCalendar(parsed.data) };
  } catch (cause) {
    // What a definition can have wrong beyond its schema is reported as a RangeError; anything else is a bug.
    if (!(cause instanceof RangeError)) throw cause;
    return { reason: cause.message };
  }
};
