import { shownLevels, signalClocks, signalStates } from '@mingxiao/contracts/signals';
import { parseRankingSearch, type Filters } from './ranking-search.js';
import { compact } from './url-search.js';

export const signalsPerPage = 50;

export type SignalLevel = (typeof shownLevels)[number];

/** What is asked for without saying so: signals in force or waiting for a person, `open` in the contract. */
export const askableStates = ['in-force', ...signalStates, 'all'] as const;
export type SignalClock = (typeof signalClocks)[number];
export type AskedState = (typeof askableStates)[number];

/** Which warnings and cards are listed. Of several units the narrowest counts. */
export type SignalSearch = Filters & {
  readonly level?: SignalLevel;
  readonly state?: AskedState;
  readonly clock?: SignalClock;
  /** Days between which they fell due. */
  readonly from?: string;
  readonly to?: string;
  readonly page?: number;
};

export const pageNumber = (value: unknown): number | undefined => {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 && page < 100_000 ? page : undefined;
};

/** Reads an address. What it does not understand it leaves out, so that an old or mistyped link still opens. */
export const parseSignalSearch = (raw: Readonly<Record<string, unknown>>): SignalSearch => {
  const { by: _by, ...filters } = parseRankingSearch(raw);
  return {
    ...compact({
      level: shownLevels.find((known) => known === raw['level']),
      state: askableStates.find((known) => known === raw['state']),
      clock: signalClocks.find((known) => known === raw['clock']),
      page: pageNumber(raw['page']),
    }),
    ...filters,
  };
};

/** The same question as the server asks for it: one unit at any level of the tree. */
export const signalRequest = ({ level, state, clock, from, to, district, department, section, kind }: SignalSearch) =>
  compact({ level, state, clock, from, to, unit: section ?? department ?? district, kind });
