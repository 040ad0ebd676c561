import type { CalendarDefinition } from '@mingxiao/domain/calendar/calendar';
import { calendarAsOf } from '@mingxiao/domain/calendar/calendar-as-of';
import { nationalName } from './calendar-file.js';
import { loadCalendars } from './load-calendars.js';

/**
 * A shipped calendar by name, in its newest version. Throws where there is none or a shipped file is
 * broken: that is a fault of the build, not of an office.
 */
export const shippedCalendar = (name: string): CalendarDefinition => {
  const loaded = loadCalendars();
  const versions = loaded.ok ? loaded.value.filter(({ definition }) => definition.name === name) : [];
  const newest = calendarAsOf(versions, Infinity);
  if (newest === null) throw new Error(`No calendar "${name}" ships: ${JSON.stringify(loaded.ok ? [] : loaded.rejection)}`);
  return newest;
};

/**
 * The national working calendar: holidays and make-up workdays as the State Council gazettes them each
 * year (Administrative Licensing Law art. 82), seeded from the package chinese-days for 2004 to 2026.
 */
export const nationalCalendar = (): CalendarDefinition => shippedCalendar(nationalName);
