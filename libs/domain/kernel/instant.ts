/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const millisecondsPerSecond = 1000;
export const millisecondsPerMinute = 60_000;
export const millisecondsPerDay = 86_400_000;

const offsetPattern = /(?:Z|z|([+-])(\d\d):?(\d\d))$/;

/** Minutes east of UTC that an ISO 8601 text states, 0 for `Z`, or null when it states none. */
export const offsetMinutesOf = (text: string): number | null => {
  const match = offsetPattern.exec(text);
  if (match === null) return null;
  const [, sign, hours, minutes] = match;
  if (sign === undefined) return 0;
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
};

/** Reads an ISO 8601 instant with an offset. Milliseconds are kept, finer digits are cut. Null when it is none. */
export const instantOf = (text: string): Instant | null => {
  if (offsetMinutesOf(text) === null) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
};

export const toIso = (instant: Instant): string => new Date(instant).toISOString();

/** What `toIso` writes, of days that every month has: such a text need not be read to be written again. */
const inUtc = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** The instant that a text states, written in UTC as `toIso` does; null when it states none. */
export const inUtcOf = (text: string): string | null => {
  if (inUtc.test(text)) return text;
  const instant = instantOf(text);
  return instant === null ? null : toIso(instant);
};

/** Shown seconds from milliseconds: halves go up (2.5 s is 3 s), as the definitions of every figure say. */
export const roundHalfUp = (value: number): number => Math.floor(value + 0.5);
