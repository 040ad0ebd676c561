import { type Instant, millisecondsPerDay, millisecondsPerMinute } from '../kernel/instant.js';

const quarterHour = 15 * millisecondsPerMinute;

export type Zone = { readonly name: string; readonly offsetMinutesAt: (instant: Instant) => number };

const field = (parts: readonly Intl.DateTimeFormatPart[], type: string): number =>
  Number(parts.find((part) => part.type === type)?.value ?? 0);

const computeOffset = (format: Intl.DateTimeFormat, instant: Instant): number => {
  const parts = format.formatToParts(instant);
  const read = (type: string) => field(parts, type);
  const local = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return Math.round((local - instant) / millisecondsPerMinute);
};

const zoneOf = (name: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // Offsets change on quarter hours only; asking the formatter for each time would cost more than all the rest.
  const known = new Map<number, number>();
  const offsetMinutesAt = (instant: Instant): number => {
    const quarter = Math.floor(instant / quarterHour);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const offset = computeOffset(format, quarter * quarterHour);
    if (known.size > 100_000) known.clear();
    known.set(quarter, offset);
    return offset;
  };
  return { name, offsetMinutesAt };
};

/** A zone of the IANA database by its name; null when there is none of that name. */
export const findZone = (name: string): Zone | null => {
  try {
    return zoneOf(name);
  } catch {
    return null;
  }
};

/**
 * The instant at which clocks of the zone show a local time, given as if it were UTC.
 * A time that is shown twice (clocks go back) is the first of the two; a time that is never shown (clocks go forward)
 * is read with the offset before the change, so that 02:30 becomes 03:30 summer time.
 */
export const instantOfLocal = (local: number, zone: Zone): Instant => {
  const before = zone.offsetMinutesAt(local - millisecondsPerDay);
  const after = zone.offsetMinutesAt(local + millisecondsPerDay);
  const first = local - before * millisecondsPerMinute;
  if (before === after || zone.offsetMinutesAt(first) === before) return first;
  const second = local - after * millisecondsPerMinute;
  return zone.offsetMinutesAt(second) === after ? second : first;
};
