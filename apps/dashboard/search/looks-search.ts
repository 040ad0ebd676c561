import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { parseRankingSearch, questionOf, type Filters } from './ranking-search.js';
import { pageNumber } from './signal-search.js';
import { compact } from './url-search.js';

export const looksPerPage = 20;

/** What is looked at: a period, units and kinds; `flag`: the cases that carry it are listed. */
export type LooksSearch = Filters & { readonly from?: string; readonly to?: string; readonly flag?: string; readonly page?: number };
export type LooksQuestion = LooksSearch & { readonly from: string; readonly to: string };

const flagName = (value: unknown): string | undefined => (typeof value === 'string' && /^[a-z-]{1,64}$/.test(value) ? value : undefined);

/** Reads an address. What it does not understand it leaves out, so that an old or mistyped link still opens. */
export const parseLooksSearch = (raw: Readonly<Record<string, unknown>>): LooksSearch => {
  const { by: _by, ...filters } = parseRankingSearch(raw);
  return { ...filters, ...compact({ flag: flagName(raw['flag']), page: pageNumber(raw['page']) }) };
};

/** The question an address asks today: the period it leaves open is that of the ranking. */
export const looksQuestion = (search: LooksSearch, defaults: DashboardDefinition['defaults'], today: string): LooksQuestion => {
  const { from, to } = questionOf(search, defaults, today);
  return { ...search, from, to };
};

/** The same question as the server asks for it: one unit at any level of the tree. */
export const looksRequest = ({ from, to, kind, flag, page = 1, district, department, section }: LooksQuestion) =>
  compact({ from, to, kind, flag, unit: section ?? department ?? district, limit: looksPerPage, offset: (page - 1) * looksPerPage });
