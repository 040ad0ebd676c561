import type { Dimension, Policy } from '@mingxiao/contracts/metrics';
import { dimensions } from '@mingxiao/contracts/metrics';
import { steadyOffset } from '@mingxiao/domain/calendar/zone';
import type { SourceId } from '../measures/measure.js';
import { placesOf, type Place } from './places.js';

/** A period of dates as instants, in milliseconds, and the instants at which open cases are judged (domain guide §8). */
export type FigurePeriod = { readonly from: number; readonly to: number; readonly reading: number; readonly until: number };

/** Absent: all. An empty text: those that name none. */
export type FigureFilters = { readonly [Name in Dimension]?: string | undefined };

/** What figures are asked of: by what, of which rows, when, and whom they count for. */
export type FigureQuestion = {
  /** Null: one figure for all. */
  readonly by: Dimension | null;
  /** Put together by this as well: a child is then named `within` and `by`, with `withinSeparator` between. */
  readonly within?: Dimension;
  /** Only this one of `by`; an empty text: those that name none. */
  readonly only?: string | undefined;
  readonly filters: FigureFilters;
  readonly period: FigurePeriod;
  readonly policy: Policy;
  /** The organisation's zone: days are days there. */
  readonly timeZone: string;
};

/** Stands between the two names of a child; no identifier of an event may contain it. */
export const withinSeparator = '\u001f';

/** Values that the statement binds. */
export type FigureParameters = Readonly<Record<string, string | number>>;

const chosen = ({ filters }: FigureQuestion): (readonly [Dimension, string])[] =>
  dimensions.flatMap((dimension) => {
    const value = filters[dimension];
    return value === undefined ? [] : [[dimension, value] as const];
  });

/** Conditions of the filters in force; which ones there are shapes the text, what they ask for is bound. */
export const filterConditions = (question: FigureQuestion, source: SourceId): string[] => {
  const places = placesOf(source, question.policy);
  const { by, only } = question;
  const conditions = chosen(question).map(([dimension]) => `${places[dimension].name} = {${dimension}: String}`);
  return by === null || only === undefined ? conditions : [...conditions, `${places[by].name} = {only: String}`];
};

/** A day's worth of milliseconds. */
const day = 86_400_000;

/** By how much the zone's clocks are ahead of UTC all through the period; null where they are put forward or back in it. */
const offsetOf = ({ timeZone, period }: FigureQuestion): number | null => (period.from < 2 * day ? null : steadyOffset(timeZone, period.from, period.to));

/** The local day of an instant, as a number. */
const dayOf = (instant: string): string => `intDiv(${instant} + {ahead: Int64}, ${day})`;

const quarter = 900_000;
const quartersOfDay = day / quarter;

/** Which quarter of a day in UTC the local day begins with; null where clocks are put forward or back, or by less than quarters. */
const midnightQuarter = (question: FigureQuestion): number | null => {
  const ahead = offsetOf(question);
  return ahead === null || ahead % quarter !== 0 ? null : (((-ahead / quarter) % quartersOfDay) + quartersOfDay) % quartersOfDay;
};

/**
 * How to tell that a case was finished on the local day of its acceptance. Where clocks run evenly through the period that
 * is whole days counted in numbers, a fifth of the work of looking up dates; of a case at rest it is whether midnight is
 * among the quarters that began meanwhile (migration 14).
 */
export const sameDay = (question: FigureQuestion, isAtRest: boolean): string => {
  if (isAtRest && midnightQuarter(question) !== null) {
    const after = '{midnight: Int16} - quarter_after_acceptance';
    return `${after} + ${quartersOfDay} * (${after} < 0) >= quarters_within`;
  }
  if (offsetOf(question) === null) return 'ifNull(toDate(first_finished_at, {timeZone: String}) = toDate(accepted_at, {timeZone: String}), 0)';
  return `${dayOf('first_finished_instant')} = ${dayOf('accepted_instant')}`;
};

/**
 * The period in quarters, for the spans of cases: those that begin in it, and those that end before anything stops to count.
 * What is before 1970 lies in the first quarter there is (migration 14).
 */
const spanOf = ({ from, to, reading, until }: FigurePeriod) => {
  const quarterOf = (instant: number, least: number): number => Math.max(least, instant / quarter);
  return {
    // What is open at an instant before the period may be closed before the period begins.
    fromQuarter: Math.floor(quarterOf(Math.min(from, until), 0)),
    beginsFrom: Math.ceil(quarterOf(from, 0)),
    toQuarter: Math.ceil(quarterOf(to, 1)),
    restsBefore: Math.floor(quarterOf(Math.min(to, reading, until + 1), 0)),
  };
};

export const parametersOf = (question: FigureQuestion): FigureParameters => ({
  ...question.period,
  ...spanOf(question.period),
  timeZone: question.timeZone,
  ahead: offsetOf(question) ?? 0,
  midnight: midnightQuarter(question) ?? 0,
  ...(question.only === undefined ? {} : { only: question.only }),
  ...Object.fromEntries(chosen(question)),
});

/** By what the rows of a source are put together. */
export const childOf = ({ by, within, policy }: FigureQuestion, source: SourceId): Place => {
  const places = placesOf(source, policy);
  if (by === null) return { key: "''", name: "''" };
  if (within === undefined) return places[by];
  return { key: `${places[within].key}, ${places[by].key}`, name: `concat(${places[within].name}, char(31), ${places[by].name})` };
};
