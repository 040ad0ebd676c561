import { datesOfPeriod, standingNames, type StandingName } from '@mingxiao/contracts/scorecards';
import { dateText, nameText } from './texts.js';
import { compact, stringifyUrlSearch } from './url-search.js';

export const periodKinds = ['year', 'quarter', 'month'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** What a scorecard is asked of; what is left open is filled in: this year (until January is over the last one), and all that is known now. */
export type CardSearch = {
  /** `2026`, `2026-Q3` or `2026-07`. */
  readonly period?: string;
  /** First and last day, both or none; they go before the period. */
  readonly from?: string;
  readonly to?: string;
  /** A date: as it was known at its end. */
  readonly asOf?: string;
};

/** The list; `sort` absent: the official order of the units. */
export type ScorecardSearch = CardSearch & { readonly scheme?: string; readonly sort?: StandingName };

/** `days` go before the period. */
export type ScorecardQuestion = { readonly scheme: string; readonly period: string; readonly days?: Days; readonly asOf?: string };

export type Days = { readonly from: string; readonly to: string };

const periodText = (value: unknown): string | undefined => (typeof value === 'string' && datesOfPeriod(value) !== null ? value : undefined);

/** Both days of an address, in order; undefined where it does not name them. */
export const daysIn = ({ from, to }: { readonly from?: unknown; readonly to?: unknown }): Days | undefined => {
  const [first, last] = [dateText(from), dateText(to)];
  return first !== undefined && last !== undefined && first <= last ? { from: first, to: last } : undefined;
};

/** Reads an address. What it does not understand it leaves out, so that an old or mistyped link still opens. */
export const parseCardSearch = (raw: Readonly<Record<string, unknown>>): CardSearch => ({ ...compact({ period: periodText(raw['period']), asOf: dateText(raw['asOf']) }), ...daysIn(raw) });

export const parseScorecardSearch = (raw: Readonly<Record<string, unknown>>): ScorecardSearch => ({
  ...compact({ scheme: nameText(raw['scheme']), sort: standingNames.find((known) => known === raw['sort']) }),
  ...parseCardSearch(raw),
});

const two = (value: number): string => String(value).padStart(2, '0');

/** The year and month a date lies in. */
const monthOf = (date: string): { readonly year: number; readonly month: number } => {
  const [year = 1970, month = 1] = date.split('-').map(Number);
  return { year, month };
};

/** The period of a kind that a date lies in. */
export const periodAround = (kind: PeriodKind, date: string): string => {
  const { year, month } = monthOf(date);
  if (kind === 'year') return String(year);
  return kind === 'quarter' ? `${year}-Q${Math.ceil(month / 3)}` : `${year}-${two(month)}`;
};

export const kindOfPeriod = (period: string): PeriodKind => (period.includes('Q') ? 'quarter' : period.includes('-') ? 'month' : 'year');

const offered: Readonly<Record<PeriodKind, { readonly count: number; readonly months: number }>> = {
  year: { count: 6, months: 12 },
  quarter: { count: 12, months: 3 },
  month: { count: 24, months: 1 },
};

/** Periods to choose from, the running one first; the chosen one is among them however old it is. */
export const periodsToChoose = (kind: PeriodKind, chosen: string, today: string): readonly string[] => {
  const { year, month } = monthOf(today);
  const { count, months } = offered[kind];
  const recent = Array.from({ length: count }, (_, back) => {
    const index = year * 12 + month - 1 - back * months;
    return periodAround(kind, `${Math.floor(index / 12)}-${two((index % 12) + 1)}-01`);
  });
  return recent.includes(chosen) || kindOfPeriod(chosen) !== kind ? recent : [...recent, chosen];
};

/** In January a year has hardly begun: the one before is shown. */
export const usualPeriod = (today: string): string => {
  const { year, month } = monthOf(today);
  return String(month === 1 ? year - 1 : year);
};

/** The last day that is over: what is known at its end does not change any more. */
export const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

/** The question an address asks today. */
export const scorecardQuestion = (scheme: string, { period, asOf, ...days }: CardSearch, today: string): ScorecardQuestion => ({
  scheme,
  period: period ?? usualPeriod(today),
  ...compact({ asOf, days: daysIn(days) }),
});

/** The address of the server's answer: of all units, or of one with its trees. */
export const scorecardRequest = ({ scheme, period, days, asOf }: ScorecardQuestion, unit?: string): string =>
  `/v1/scorecards/${encodeURIComponent(scheme)}${stringifyUrlSearch({ ...(days ?? { period }), asOf, unit })}`;
