import { formatCount, nothing } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';
import type { SignalLevel, SignalSearch } from '../search/signal-search.js';

/** `count` null: not answered yet. */
export type LevelCount = { readonly level: SignalLevel; readonly count: number | null };

export type LevelTile = {
  readonly key: SignalLevel | 'all';
  readonly label: string;
  readonly value: string;
  readonly late: boolean;
  readonly chosen: boolean;
  readonly search: SignalSearch;
};

const order: readonly SignalLevel[] = ['red', 'yellow', 'warning'];

const sumOf = (counts: readonly LevelCount[]): number | null =>
  counts.reduce<number | null>((sum, { count }) => (sum === null || count === null ? null : sum + count), 0);

const shown = (count: number | null): string => (count === null ? nothing : formatCount(count));

/** All, then the gravest first. A number that has not arrived is a dash, and so is the sum it belongs to. */
export const prepareLevelCounts = (counts: readonly LevelCount[], { page: _page, level: chosen, ...rest }: SignalSearch, words: Words): LevelTile[] => {
  const all: LevelTile = { key: 'all', label: words.of('signals.level.all'), value: shown(sumOf(counts)), late: false, chosen: chosen === undefined, search: rest };
  const tiles = order.map((level): LevelTile => {
    const count = counts.find((one) => one.level === level)?.count ?? null;
    return { key: level, label: words.of(`signal.${level}`), value: shown(count), late: level === 'red' && (count ?? 0) > 0, chosen: chosen === level, search: { ...rest, level } };
  });
  return [all, ...tiles];
};
