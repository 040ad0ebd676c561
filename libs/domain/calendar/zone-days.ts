import { millisecondsPerDay, millisecondsPerMinute, type Instant } from '../kernel/instant.js';
import { dayNumberOf, type DayNumber } from './local-date.js';

/**
 * When each local day of a zone begins. The zone's rules are asked once per day and kept in a table
 * that fills by chunks, so that a query costs an array access and never a date format.
 * Outside the table the offset of its edge stays: nobody can know the summer time of 2160.
 */
export type ZoneDays = {
  readonly timeZone: string;
  readonly format: Intl.DateTimeFormat;
  readonly starts: Float64Array;
  readonly filled: Uint8Array;
};

export const tableFirstDay = dayNumberOf('1950-01-01');
export const tableEndDay = dayNumberOf('2150-01-01');
const chunkDays = 512;
const offsetPattern = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** One table per zone and process: a cache of a pure function, so sharing it changes no answer. */
const tables = new Map<string, ZoneDays>();

/** The table of an IANA zone. Throws a RangeError on an unknown zone. */
export const zoneDaysOf = (timeZone: string): ZoneDays => {
  const known = tables.get(timeZone);
  if (known !== undefined) return known;
  const size = tableEndDay - tableFirstDay;
  const zone = {
    timeZone,
    format: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
    starts: new Float64Array(size),
    filled: new Uint8Array(Math.ceil(size / chunkDays)),
  };
  tables.set(timeZone, zone);
  return zone;
};

/** Milliseconds that the zone's wall clock is ahead of UTC at an instant. */
export const offsetAt = (zone: ZoneDays, instant: Instant): number => {
  const within = Math.min(Math.max(instant, tableFirstDay * millisecondsPerDay), tableEndDay * millisecondsPerDay);
  const match = offsetPattern.exec(zone.format.format(within));
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * millisecondsPerMinute + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
};

/** The first instant of a local day; where midnight is skipped, the first one after the gap. */
export const startOfDay = (zone: ZoneDays, day: DayNumber): Instant => {
  const index = day - tableFirstDay;
  if (index < 0 || index >= zone.starts.length) return day * millisecondsPerDay - offsetAt(zone, day * millisecondsPerDay);
  const chunk = Math.floor(index / chunkDays);
  if (zone.filled[chunk] === 0) fillChunk(zone, chunk);
  return zone.starts[index] ?? Number.NaN;
};

/** The local day an instant falls in: the last one that has begun. Every instant is in exactly one. */
export const dayAt = (zone: ZoneDays, instant: Instant): DayNumber => {
  if (!Number.isFinite(instant)) throw new RangeError(`${instant} is no instant`);
  let day = Math.floor(instant / millisecondsPerDay);
  while (startOfDay(zone, day) > instant) day -= 1;
  while (startOfDay(zone, day + 1) <= instant) day += 1;
  return day;
};

/** The wall clock at an instant, in milliseconds since local midnight. */
export const wallTimeAt = (zone: ZoneDays, instant: Instant): number => {
  const wall = instant + offsetAt(zone, instant);
  return wall - Math.floor(wall / millisecondsPerDay) * millisecondsPerDay;
};

/** The first instant of a day at which its wall clock has reached `wallTime`; 24:00 is the start of the next day. */
export const instantOfWallTime = (zone: ZoneDays, day: DayNumber, wallTime: number): Instant => {
  const [start, end] = [startOfDay(zone, day), startOfDay(zone, day + 1)];
  if (wallTime >= millisecondsPerDay) return end;
  if (end - start === millisecondsPerDay) return start + wallTime;
  const reached = firstReaching(zone, day * millisecondsPerDay + wallTime, [start, end]);
  return Math.min(Math.max(reached, start), end);
};

/** The first instant whose wall clock shows `wall` or later, between two instants with at most one change of offset. */
const firstReaching = (zone: ZoneDays, wall: number, [start, end]: readonly [Instant, Instant]): Instant => {
  const [before, after] = [offsetAt(zone, start), offsetAt(zone, end - 1)];
  if (before === after) return wall - before;
  const change = changeBetween(zone, start, end);
  return wall - before < change ? wall - before : Math.max(change, wall - after);
};

/** The first instant with another offset than `from`, by bisection. */
const changeBetween = (zone: ZoneDays, from: Instant, to: Instant): Instant => {
  const offset = offsetAt(zone, from);
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(zone, middle) === offset) same = middle;
    else other = middle;
  }
  return other;
};

const fillChunk = (zone: ZoneDays, chunk: number): void => {
  const first = chunk * chunkDays;
  const end = Math.min(first + chunkDays, zone.starts.length);
  let previous = (tableFirstDay + first - 1) * millisecondsPerDay;
  let offset = offsetAt(zone, previous);
  for (let index = first; index < end; index += 1) {
    const midnight = (tableFirstDay + index) * millisecondsPerDay;
    const expected = midnight - offset;
    const found = offsetAt(zone, expected);
    const start = found === offset ? expected : Math.max(changeBetween(zone, previous, expected), midnight - found);
    zone.starts[index] = start;
    [previous, offset] = [start, found];
  }
  zone.filled[chunk] = 1;
};
