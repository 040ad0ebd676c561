import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { groupings, type Grouping } from '@mingxiao/contracts/rankings';
import { periodOf } from './periods.js';
import { compact } from './url-search.js';

/** What the reader asked for. Defaults are not written into the address: an address holds intent only. */
export type RankingSearch = {
  readonly by?: Grouping;
  readonly from?: string;
  readonly to?: string;
  readonly district?: string;
  readonly department?: string;
  readonly section?: string;
  readonly kind?: string;
};

export type Filters = Pick<RankingSearch, 'district' | 'department' | 'section' | 'kind'>;
export type RankingQuestion = Filters & { readonly by: Grouping; readonly from: string; readonly to: string };

const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);

const safeDate = (value: unknown): string | undefined => {
  try {
    return isDate(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 256) : undefined);
const grouping = (value: unknown): Grouping | undefined => groupings.find((known) => known === value);

export const parseFilters = (raw: Readonly<Record<string, unknown>>): Filters =>
  compact({ district: text(raw['district']), department: text(raw['department']), section: text(raw['section']), kind: text(raw['kind']) });

/** Reads an address. What it does not understand it leaves out, so that an old or mistyped link still opens. */
export const parseRankingSearch = (raw: Readonly<Record<string, unknown>>): RankingSearch => ({
  ...compact({ by: grouping(raw['by']), from: safeDate(raw['from']), to: safeDate(raw['to']) }),
  ...parseFilters(raw),
});

/** The question an address asks today: what it leaves open is filled from the dashboard's definition. */
export const questionOf = (search: RankingSearch, defaults: DashboardDefinition['defaults'], today: string): RankingQuestion => {
  const period = periodOf(defaults.period, today);
  return { ...search, by: search.by ?? defaults.by, from: search.from ?? period.from, to: search.to ?? period.to };
};
