import type { Instant } from '../kernel/instant.js';
import type { CalendarDefinition } from './calendar.js';

/** One version of a calendar and the instant from which it holds. */
export type CalendarVersion = { readonly definition: CalendarDefinition; readonly effectiveFrom: Instant };

/** The version in force at an instant: the one that became effective last, or null before the first. */
export const calendarAsOf = (versions: readonly CalendarVersion[], instant: Instant): CalendarDefinition | null => {
  const inForce = versions.filter(({ effectiveFrom }) => effectiveFrom <= instant);
  if (inForce.length === 0) return null;
  return inForce.reduce((latest, version) => (version.effectiveFrom >= latest.effectiveFrom ? version : latest)).definition;
};
