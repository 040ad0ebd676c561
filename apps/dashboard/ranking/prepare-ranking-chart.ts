import type { RankingRow } from '@mingxiao/contracts/rankings';
import { formatFraction, formatPercent, percentOf } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';
import { rangeText } from './prepare-ranking-table.js';
import { inRankOrder } from './rank-order.js';
import { parentName, unitName, type UnitIndex } from './unit-names.js';

export const shownEnds = ['both', 'top', 'bottom', 'all'] as const;
/** Which part of a long ranking is drawn. */
export type ShownEnd = (typeof shownEnds)[number];

export type RankingBar = {
  readonly key: string;
  readonly unit: string | null;
  readonly rank: number;
  readonly name: string;
  readonly parent: string | null;
  /** Percent of the finished cases that have the limit; the two add up to 100. */
  readonly onTime: number;
  readonly late: number;
  readonly percent: string;
  readonly fraction: string;
  readonly lateCount: number;
  /** How far the share may truly lie below and above, in percent (95 %); null where that is not known. */
  readonly reach: readonly [number, number] | null;
  /** Where the true rank may lie (90 %); null where none was asked for. */
  readonly range: string | null;
};

export type BarGroup = { readonly end: 'top' | 'bottom' | 'all'; readonly bars: readonly RankingBar[] };
/** A unit that takes part in no ranking, with the reason; it gets no bar, least of all one of length 0. */
export type UnrankedUnit = { readonly key: string; readonly unit: string | null; readonly name: string; readonly figure: string; readonly note: 'too-few' | 'no-data' };

export type RankingChartView =
  | { readonly state: 'empty' }
  | {
      readonly state: 'ready';
      readonly groups: readonly BarGroup[];
      readonly ranked: number;
      readonly unranked: readonly UnrankedUnit[];
      /** Whether there is more than the ends to show, so that a switch makes sense. */
      readonly long: boolean;
    };

export type ChartContext = { readonly units: UnitIndex; readonly words: Words };

const toBar = (row: RankingRow, rank: number, { units, words }: ChartContext): RankingBar => {
  const onTime = percentOf(row.onTimePromised) ?? 0;
  return {
    key: row.unit ?? '',
    unit: row.unit,
    rank,
    name: unitName(row.unit, row.name, words),
    parent: parentName(units, row.unit, words),
    onTime,
    late: 100 - onTime,
    percent: formatPercent(row.onTimePromised),
    fraction: formatFraction(row.onTimePromised),
    lateCount: row.onTimePromised.denominator - row.onTimePromised.numerator,
    reach: row.interval === null ? null : [Math.max(0, onTime - row.interval.lower * 100), Math.max(0, row.interval.upper * 100 - onTime)],
    range: row.range === null ? null : rangeText(row.range),
  };
};

const toUnranked = (row: RankingRow, words: Words): UnrankedUnit => ({
  key: row.unit ?? '',
  unit: row.unit,
  name: unitName(row.unit, row.name, words),
  figure: row.onTimePromised.denominator > 0 ? formatFraction(row.onTimePromised) : '—',
  note: row.rankNote ?? (row.onTimePromised.denominator > 0 ? 'too-few' : 'no-data'),
});

const groupsOf = (bars: readonly RankingBar[], shown: ShownEnd, rowsMax: number): BarGroup[] => {
  if (shown === 'all' || bars.length <= rowsMax) return [{ end: 'all', bars }];
  const top: BarGroup = { end: 'top', bars: bars.slice(0, rowsMax) };
  // The ends never share a bar: 15 units are 10 at the top and 5 at the bottom.
  const bottom: BarGroup = { end: 'bottom', bars: bars.slice(shown === 'both' ? Math.max(rowsMax, bars.length - rowsMax) : bars.length - rowsMax) };
  if (shown === 'both') return [top, bottom];
  return [shown === 'top' ? top : bottom];
};

/**
 * Decides what the chart shows: ranked units as bars in the order of their rank, both ends of a long ranking,
 * and apart from them the units with too few cases or none.
 */
export const prepareRankingChart = (rows: readonly RankingRow[], shown: ShownEnd, rowsMax: number, context: ChartContext): RankingChartView => {
  if (rows.length === 0) return { state: 'empty' };
  const bars = inRankOrder(rows).flatMap((row) => (row.rank === null ? [] : [toBar(row, row.rank, context)]));
  return {
    state: 'ready',
    groups: bars.length === 0 ? [] : groupsOf(bars, shown, rowsMax),
    ranked: bars.length,
    unranked: rows.filter(({ rank }) => rank === null).map((row) => toUnranked(row, context.words)),
    long: bars.length > rowsMax,
  };
};
