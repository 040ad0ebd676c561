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

/**
 * What the source leaves to the question: how to tell that a case was finished on the local day of its acceptance. Where
 * clocks run evenly through the period that is whole days counted in numbers, a fifth of the work of looking up dates.
 */
export const definitionsOf = (question: FigureQuestion): Readonly<Record<'same_day', string>> => ({
  same_day:
    offsetOf(question) === null
      ? 'ifNull(toDate(first_finished_at, {timeZone: String}) = toDate(accepted_at, {timeZone: String}), 0)'
      : `${dayOf('first_finished_instant')} = ${dayOf('accepted_instant')}`,
});

export const parametersOf = (question: FigureQuestion): FigureParameters => ({
  ...question.period,
  timeZone: question.timeZone,
  ahead: offsetOf(question) ?? 0,
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
