import { measureNamed } from '@mingxiao/contracts/cases';
import { policies, type MeasureId, type Policy } from '@mingxiao/contracts/metrics';
import type { Grouping } from '@mingxiao/contracts/rankings';
import { parseFilters, parseRankingSearch, type Filters, type RankingQuestion, type RankingSearch } from './ranking-search.js';
import { instantText, nameText } from './texts.js';
import { compact, parseUrlSearch } from './url-search.js';

export const casesPerPage = 50;

/** Which cases are listed: those behind one cell of a ranking. `unit` absent: all; empty: those that name none. */
export type CaseSearch = Filters & {
  readonly by?: Grouping;
  readonly from?: string;
  readonly to?: string;
  readonly unit?: string;
  readonly measure?: MeasureId;
  /** Only what this person did there. */
  readonly staff?: string;
  /** Whose a case is; absent: the finisher's. */
  readonly policy?: Policy;
  /** The instant the list is read for; absent: now, or what `knownAt` says. */
  readonly at?: string;
  /** Instants: only what was known then is listed. */
  readonly knownAt?: string;
  readonly referenceKnownAt?: string;
  readonly page?: number;
};

const pageNumber = (value: unknown): number | undefined => {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 && page < 100_000 ? page : undefined;
};

export const parseCaseSearch = (raw: Readonly<Record<string, unknown>>): CaseSearch => {
  const { by, from, to } = parseRankingSearch(raw);
  const unit = typeof raw['unit'] === 'string' ? raw['unit'].slice(0, 256) : undefined;
  const known = { at: instantText(raw['at']), knownAt: instantText(raw['knownAt']), referenceKnownAt: instantText(raw['referenceKnownAt']) };
  const staff = nameText(raw['staff']);
  const policy = policies.find((name) => name === raw['policy']);
  return { ...compact({ by, from, to, unit, measure: measureNamed(raw['measure']), staff, policy, ...known, page: pageNumber(raw['page']) }), ...parseFilters(raw) };
};

const listPath = '/v1/cases?';

/** The same list as a drill of the server's names it, as a page; null for an address that is no list of cases. */
export const casesAt = (drill: string): CaseSearch | null => (drill.startsWith(listPath) ? parseCaseSearch(parseUrlSearch(drill.slice(listPath.length))) : null);

/** The list behind a cell of the ranking. `unit` undefined: behind the total of all its rows. */
export const casesBehind = (question: RankingQuestion, caseMeasure: MeasureId, unit?: string | null): CaseSearch => ({
  ...question,
  ...(unit === undefined ? {} : { unit: unit ?? '' }),
  measure: caseMeasure,
});

/** The ranking a list was opened from. */
export const rankingBehind = ({ unit: _unit, measure: _measure, staff: _staff, policy: _policy, at: _at, knownAt: _knownAt, referenceKnownAt: _reference, page: _page, ...rest }: CaseSearch): RankingSearch => rest;
