import type { RankingColumn } from '@mingxiao/contracts/dashboards';
import type { MeasureId } from '@mingxiao/contracts/metrics';
import type { RankingRow, Share } from '@mingxiao/contracts/rankings';
import { formatDays } from '../format/format-duration.js';
import { formatCount, formatMean, formatPercent, nothing, percentOf } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';
import { parentName, unitName, type UnitIndex } from './unit-names.js';

/** One figure of a cell. With a measure it opens the list of exactly the cases it counts. */
export type Figure = { readonly text: string; readonly measure: MeasureId | null; readonly late?: boolean };

export type RankingCell = {
  readonly main: Figure;
  /** What the main figure rests on: numerator and denominator, or n. */
  readonly parts: readonly Figure[];
  /** Lines of their own below. */
  readonly notes?: readonly string[];
  /** Null sorts last in either direction. */
  readonly sort: number | string | null;
};

export type RankingTableRow = {
  readonly key: string;
  readonly unit: string | null;
  readonly name: string;
  readonly parent: string | null;
  readonly cells: Readonly<Record<RankingColumn, RankingCell>>;
};

export type TableContext = { readonly units: UnitIndex; readonly words: Words };

const plain = (text: string, sort: number | string | null): RankingCell => ({ main: { text, measure: null }, parts: [], sort });

const count = (value: number, measure: MeasureId, late = false): RankingCell => ({
  main: { text: formatCount(value), measure: value > 0 ? measure : null, late: late && value > 0 },
  parts: [],
  sort: value,
});

const days = (seconds: number | null): RankingCell => plain(formatDays(seconds), seconds);

type RateMeasures = { readonly onTime: MeasureId; readonly late: MeasureId; readonly all: MeasureId };
const promised: RateMeasures = { onTime: 'onTimePromised', late: 'latePromised', all: 'withPromised' };
const statutory: RateMeasures = { onTime: 'onTimeStatutory', late: 'lateStatutory', all: 'withStatutory' };

const rate = (share: Share, measures: RateMeasures, words: Words): RankingCell => {
  const lateCount = share.denominator - share.numerator;
  if (share.denominator === 0) return plain(nothing, null);
  const parts: Figure[] = [
    { text: formatCount(share.numerator), measure: share.numerator > 0 ? measures.onTime : null },
    { text: formatCount(share.denominator), measure: measures.all },
  ];
  if (lateCount > 0) parts.push({ text: words.of('table.late', { n: formatCount(lateCount) }), measure: measures.late, late: true });
  return { main: { text: formatPercent(share), measure: null }, parts, sort: percentOf(share) };
};

const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;

/** The rank, and below it where the true one may lie. */
const rankCell = (row: RankingRow, words: Words): RankingCell => ({
  ...plain(rankText(row, words), row.rank),
  parts: row.range === null ? [] : [{ text: rangeText(row.range), measure: null }],
});

export const rangeText = ({ from, to }: NonNullable<RankingRow['range']>): string => (from === to ? String(from) : `${from}–${to}`);

/** What the class and the mix of cases make of the share, beside the share itself. */
const fairlyRead = ({ shrunk, adjusted }: RankingRow, words: Words): readonly string[] => [
  ...(adjusted === null ? [] : [words.of('table.adjusted', { percent: percent(adjusted.value) })]),
  ...(shrunk === null ? [] : [words.of('table.shrunk', { percent: percent(shrunk) })]),
];

const rating = ({ ratings, meanRating }: RankingRow): RankingCell => ({
  main: { text: formatMean(meanRating), measure: null },
  parts: ratings > 0 ? [{ text: `n=${formatCount(ratings)}`, measure: 'valid' }] : [],
  sort: meanRating,
});

const rankText = ({ rank, rankNote }: RankingRow, words: Words): string => {
  if (rank !== null) return String(rank);
  return words.of(rankNote === 'too-few' ? 'table.tooFew' : 'table.noData');
};

/** Every figure of a unit as text, with what it sorts by and where it leads. */
export const prepareRankingRow = (row: RankingRow, { units, words }: TableContext): RankingTableRow => {
  const name = unitName(row.unit, row.name, words);
  return {
    key: row.unit ?? '',
    unit: row.unit,
    name,
    parent: parentName(units, row.unit, words),
    cells: {
      rank: rankCell(row, words),
      name: plain(name, row.sortNo ?? name),
      accepted: count(row.accepted, 'accepted'),
      finished: count(row.finished, 'finished'),
      onTimePromised: { ...rate(row.onTimePromised, promised, words), notes: fairlyRead(row, words) },
      onTimeStatutory: rate(row.onTimeStatutory, statutory, words),
      medianElapsed: days(row.medianElapsedSeconds),
      p90Elapsed: days(row.p90ElapsedSeconds),
      medianUsed: days(row.medianUsedSeconds),
      p90Used: days(row.p90UsedSeconds),
      openOverdue: count(row.openOverdue, 'openOverdue', true),
      reopened: count(row.reopened, 'reopened'),
      rating: rating(row),
    },
  };
};

type SortOrder = 'ascend' | 'descend' | null | undefined;

const nullsLast = (left: unknown, right: unknown, order: SortOrder): number => {
  if (left === null && right === null) return 0;
  const afterwards = order === 'descend' ? -1 : 1;
  return left === null ? afterwards : -afterwards;
};

/** Orders by a column. Rows without data stay at the end either way: the table turns the sign round when it sorts downwards. */
export const compareRows =
  (column: RankingColumn) =>
  (a: RankingTableRow, b: RankingTableRow, order?: SortOrder): number => {
    const [left, right] = [a.cells[column].sort, b.cells[column].sort];
    if (left === null || right === null) return nullsLast(left, right, order);
    return typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'zh-CN');
  };
