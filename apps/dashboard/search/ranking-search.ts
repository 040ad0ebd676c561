import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { adjustments, groupings, rangesListenTo, type Grouping, type RankingRequest } from '@mingxiao/contracts/rankings';
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
  /** What ranges of ranks listen to, and what shares are adjusted for: how a ranking is read, not which cases it counts. */
  readonly ranges?: RankingRequest['ranges'];
  readonly adjust?: RankingRequest['adjust'];
};

export type Filters = Pick<RankingSearch, 'district' | 'department' | 'section' | 'kind'>;
export type Fairness = Pick<RankingRequest, 'ranges' | 'adjust'>;
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
  ...compact({ ranges: rangesListenTo.find((known) => known === raw['ranges']), adjust: adjustments.find((known) => known === raw['adjust']) }),
});

/** The question an address asks today: what it leaves open is filled from the dashboard's definition. */
export const questionOf = (search: RankingSearch, defaults: DashboardDefinition['defaults'], today: string): RankingQuestion => {
  const period = periodOf(defaults.period, today);
  const { ranges: _ranges, adjust: _adjust, ...asked } = search;
  return { ...asked, by: search.by ?? defaults.by, from: search.from ?? period.from, to: search.to ?? period.to };
};

/** How the page reads a ranking unless the address says otherwise: ranges hear the peer class, nothing is adjusted. Items have no case mix. */
export const fairnessOf = ({ ranges = 'class', adjust = 'none' }: RankingSearch, by: Grouping): Fairness => ({ ranges, adjust: by === 'item' ? 'none' : adjust });
