import { measureNamed } from '@mingxiao/contracts/cases';
import type { MeasureId } from '@mingxiao/contracts/metrics';
import type { Grouping } from '@mingxiao/contracts/rankings';
import { parseFilters, parseRankingSearch, type Filters, type RankingQuestion, type RankingSearch } from './ranking-search.js';
import { compact } from './url-search.js';

export const casesPerPage = 50;

/** Which cases are listed: those behind one cell of a ranking. `unit` absent: all; empty: those that name none. */
export type CaseSearch = Filters & {
  readonly by?: Grouping;
  readonly from?: string;
  readonly to?: string;
  readonly unit?: string;
  readonly measure?: MeasureId;
  readonly page?: number;
};

const pageNumber = (value: unknown): number | undefined => {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 && page < 100_000 ? page : undefined;
};

export const parseCaseSearch = (raw: Readonly<Record<string, unknown>>): CaseSearch => {
  const { by, from, to } = parseRankingSearch(raw);
  const unit = typeof raw['unit'] === 'string' ? raw['unit'].slice(0, 256) : undefined;
  return { ...compact({ by, from, to, unit, measure: measureNamed(raw['measure']), page: pageNumber(raw['page']) }), ...parseFilters(raw) };
};

/** The list behind a cell of the ranking. `unit` undefined: behind the total of all its rows. */
export const casesBehind = (question: RankingQuestion, caseMeasure: MeasureId, unit?: string | null): CaseSearch => ({
  ...question,
  ...(unit === undefined ? {} : { unit: unit ?? '' }),
  measure: caseMeasure,
});

/** The ranking a list was opened from. */
export const rankingBehind = ({ unit: _unit, measure: _measure, page: _page, ...rest }: CaseSearch): RankingSearch => rest;
