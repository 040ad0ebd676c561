import { shownLevels, signalStates } from '@mingxiao/contracts/signals';
import { parseFilters, type Filters } from './ranking-search.js';
import { compact } from './url-search.js';

export const signalsPerPage = 50;

export type SignalLevel = (typeof shownLevels)[number];

/** What is asked for without saying so: signals in force or waiting for a person, `open` in the contract. */
export const askableStates = [...signalStates, 'all'] as const;
export type AskedState = (typeof askableStates)[number];

/** Which warnings and cards are listed. Of several units the narrowest counts. */
export type SignalSearch = Filters & { readonly level?: SignalLevel; readonly state?: AskedState; readonly page?: number };

export const pageNumber = (value: unknown): number | undefined => {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 && page < 100_000 ? page : undefined;
};

/** Reads an address. What it does not understand it leaves out, so that an old or mistyped link still opens. */
export const parseSignalSearch = (raw: Readonly<Record<string, unknown>>): SignalSearch => ({
  ...compact({
    level: shownLevels.find((known) => known === raw['level']),
    state: askableStates.find((known) => known === raw['state']),
    page: pageNumber(raw['page']),
  }),
  ...parseFilters(raw),
});

/** The same question as the server asks for it: one unit at any level of the tree. */
export const signalRequest = ({ level, state, district, department, section, kind }: SignalSearch) =>
  compact({ level, state, unit: section ?? department ?? district, kind });
