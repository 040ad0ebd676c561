import { millisecondsPerMinute, type Instant } from '../kernel/instant.js';
import type { CalendarDefinition, OfficeHours } from './calendar.js';
import { dayNumberOf, weekdayOf, type DayNumber } from './local-date.js';
import { buildTimeline, type Span, type Timeline } from './timeline.js';
import { instantOfWallTime, startOfDay, tableEndDay, tableFirstDay, zoneDaysOf, type ZoneDays } from './zone-days.js';

/** The two units that a calendar counts; the others elapse. */
export type WorkingUnit = 'working-day' | 'working-hour';

/** A calendar made ready for questions. Only functions of this folder look inside `compiled`. */
export type WorkingCalendar = {
  readonly name: string;
  readonly version: string;
  readonly timeZone: string;
  readonly definition: CalendarDefinition;
  readonly compiled: CompiledCalendar;
};

type CompiledCalendar = {
  readonly zone: ZoneDays;
  /** By weekday number, 1 Monday … 7 Sunday. */
  readonly weekdays: readonly boolean[];
  readonly exceptions: ReadonlyMap<DayNumber, boolean>;
  /** Wall times of a working day in milliseconds since midnight. */
  readonly openHours: readonly (readonly [from: number, to: number])[];
  /** The first instant that no gazette covers. */
  readonly gazettedEnd: Instant;
  /** Timelines built so far; replaced by wider ones when a question lies outside. */
  readonly timelines: Map<WorkingUnit, Timeline>;
};

/** Most questions fall in these years; others build the whole table once. */
const usualDays = [dayNumberOf('2000-01-01'), dayNumberOf('2040-01-01')] as const;
const allDays = [tableFirstDay, tableEndDay] as const;
/** A year of plain weeks stays at each edge of the table, so that beyond it the weekdays can simply repeat. */
const exceptionDays = [dayNumberOf('1951-01-01'), dayNumberOf('2149-01-01')] as const;

/**
 * Makes a definition ready. Cheap: the spans are laid out at the first question.
 * Throws a RangeError that names the field where the definition is senseless (unknown zone, no working
 * weekday, office hours that are empty, overlap or run backwards, an exception outside 1951–2148).
 */
export const compileCalendar = (definition: CalendarDefinition): WorkingCalendar => {
  const { name, version, timeZone, gazettedUntil } = definition;
  const zone = zoneDaysOf(timeZone);
  const compiled = {
    zone,
    weekdays: weekdayFlags(definition.workingWeekdays),
    exceptions: new Map(Object.entries(definition.exceptions).map(([date, works]) => [exceptionDay(date), works])),
    openHours: openHoursOf(definition.officeHours),
    gazettedEnd: gazettedUntil === null ? Infinity : startOfDay(zone, dayNumberOf(gazettedUntil) + 1),
    timelines: new Map<WorkingUnit, Timeline>(),
  };
  return { name, version, timeZone, definition, compiled };
};

const weekdayFlags = (workingWeekdays: readonly number[]): readonly boolean[] => {
  const flags = [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) => weekday > 0 && workingWeekdays.includes(weekday));
  if (!flags.includes(true)) throw new RangeError('workingWeekdays: at least one of 1 to 7 is needed');
  return flags;
};

const exceptionDay = (date: string): DayNumber => {
  const day = dayNumberOf(date);
  if (day < exceptionDays[0] || day >= exceptionDays[1]) throw new RangeError(`exceptions: ${date} is outside 1951 to 2148`);
  return day;
};

const openHoursOf = (officeHours: readonly OfficeHours[]): readonly (readonly [number, number])[] => {
  const open = officeHours.map(({ from, to }) => [wallTimeOf(from), wallTimeOf(to)] as const);
  if (open.length === 0) throw new RangeError('officeHours: at least one span is needed');
  const ordered = open.every(([from, to], index) => from < to && from >= (open[index - 1]?.[1] ?? 0));
  if (!ordered) throw new RangeError('officeHours: spans must follow one another and end after they begin');
  return open;
};

const wallTimeOf = (text: string): number => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^(24):(00)$/.exec(text);
  if (match === null) throw new RangeError(`officeHours: "${text}" is no time of the form HH:MM`);
  const [hours, minutes] = text.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * millisecondsPerMinute;
};

/** Whether a day works; a date that the zone skipped as a whole never does. */
export const worksOn = ({ compiled }: WorkingCalendar, day: DayNumber): boolean =>
  (compiled.exceptions.get(day) ?? compiled.weekdays[weekdayOf(day)] ?? false) &&
  startOfDay(compiled.zone, day) < startOfDay(compiled.zone, day + 1);

/** The open hours of a day as instants; none when it does not work. A summer-time gap can swallow one. */
export const openSpansOf = (calendar: WorkingCalendar, day: DayNumber): readonly Span[] => {
  if (!worksOn(calendar, day)) return [];
  const { zone, openHours } = calendar.compiled;
  return openHours
    .map(([from, to]): Span => [instantOfWallTime(zone, day, from), instantOfWallTime(zone, day, to)])
    .filter(([from, to]) => from < to);
};

/** When the office closes on a day, whether it works or not. */
export const closingTimeOf = ({ compiled }: WorkingCalendar, day: DayNumber): Instant =>
  instantOfWallTime(compiled.zone, day, compiled.openHours.at(-1)?.[1] ?? 0);

/** Whether an outcome that rests on every day up to `instant` rests on one that no gazette covers yet. */
export const restsOnUngazetted = ({ compiled }: WorkingCalendar, instant: Instant): boolean => instant > compiled.gazettedEnd;

/** A timeline that covers both instants, or the widest there is. */
export const timelineOver = (calendar: WorkingCalendar, unit: WorkingUnit, a: Instant, b: Instant): Timeline => {
  const known = calendar.compiled.timelines.get(unit) ?? layOut(calendar, unit, usualDays);
  return covers(known, a) && covers(known, b) ? known : widestTimeline(calendar, unit);
};

/** The one timeline whose edges are plain weeks, so that it may be asked for any instant. */
export const widestTimeline = (calendar: WorkingCalendar, unit: WorkingUnit): Timeline => {
  const known = calendar.compiled.timelines.get(unit);
  return known?.firstDay === tableFirstDay ? known : layOut(calendar, unit, allDays);
};

const covers = ({ from, to }: Timeline, instant: Instant): boolean => instant >= from && instant < to;

const layOut = (calendar: WorkingCalendar, unit: WorkingUnit, days: readonly [DayNumber, DayNumber]): Timeline => {
  const { zone, timelines } = calendar.compiled;
  const spansOf = (day: DayNumber): readonly Span[] => {
    if (unit === 'working-hour') return openSpansOf(calendar, day);
    return worksOn(calendar, day) ? [[startOfDay(zone, day), startOfDay(zone, day + 1)]] : [];
  };
  const timeline = buildTimeline(zone, days, spansOf);
  timelines.set(unit, timeline);
  return timeline;
};
