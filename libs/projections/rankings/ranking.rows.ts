import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { RankingRow } from '@mingxiao/contracts/rankings';
import type { CaseFigures, RatingFigures } from './ranking.reads.js';

/** What the interface calls a unit, and its official place; null where no reference event has defined it. */
export type UnitLabel = { readonly name: LocalizedText; readonly sortNo: number | null } | null;

/** Below this many finished cases with a promise a unit is not ranked: small units swing most (domain guide §8). */
export const minimumCases = 30;

const noCases: Omit<CaseFigures, 'unit'> = {
  accepted: 0,
  finished: 0,
  reopened: 0,
  open_overdue: 0,
  on_time_promised: 0,
  with_promised: 0,
  on_time_statutory: 0,
  with_statutory: 0,
  median_elapsed_seconds: null,
  p90_elapsed_seconds: null,
  median_used_seconds: null,
  p90_used_seconds: null,
};

/** Joins the figures of cases and ratings by unit and gives each unit its rank. In official order, then by id. */
export const toRankingRows = (
  cases: readonly CaseFigures[],
  ratings: readonly RatingFigures[],
  labelOf: (unit: string) => UnitLabel,
): RankingRow[] => {
  const rated = new Map(ratings.map((row) => [row.unit, row]));
  const counted = new Map(cases.map((row) => [row.unit, row]));
  const units = [...new Set([...counted.keys(), ...rated.keys()])];
  const rows = units.map((unit) => toRow(unit, counted.get(unit) ?? { unit, ...noCases }, rated.get(unit), labelOf(unit)));
  return withRanks(rows).sort(officialOrder);
};

const toRow = (unit: string, figures: CaseFigures, rating: RatingFigures | undefined, label: UnitLabel): RankingRow => ({
  unit: unit === '' ? null : unit,
  name: label?.name ?? null,
  sortNo: label?.sortNo ?? null,
  rank: null,
  rankNote: null,
  accepted: figures.accepted,
  finished: figures.finished,
  reopened: figures.reopened,
  openOverdue: figures.open_overdue,
  onTimePromised: { numerator: figures.on_time_promised, denominator: figures.with_promised },
  onTimeStatutory: { numerator: figures.on_time_statutory, denominator: figures.with_statutory },
  medianElapsedSeconds: figures.median_elapsed_seconds,
  p90ElapsedSeconds: figures.p90_elapsed_seconds,
  medianUsedSeconds: figures.median_used_seconds,
  p90UsedSeconds: figures.p90_used_seconds,
  ratings: rating?.ratings ?? 0,
  meanRating: rating === undefined ? null : rating.points / rating.ratings,
});

/** Ranks 1-2-2-4 by the share in time, compared as fractions so that equal shares tie exactly. */
const withRanks = (rows: readonly RankingRow[]): RankingRow[] => {
  const ranked = rows.filter(isRanked);
  return rows.map((row) => {
    if (!isRanked(row)) return { ...row, rankNote: row.onTimePromised.denominator === 0 ? 'no-data' : 'too-few' };
    return { ...row, rank: 1 + ranked.filter((other) => isBetter(other, row)).length };
  });
};

const isRanked = ({ unit, onTimePromised }: RankingRow): boolean => unit !== null && onTimePromised.denominator >= minimumCases;

const isBetter = (a: RankingRow, b: RankingRow): boolean =>
  a.onTimePromised.numerator * b.onTimePromised.denominator > b.onTimePromised.numerator * a.onTimePromised.denominator;

const officialOrder = (a: RankingRow, b: RankingRow): number =>
  (a.sortNo ?? Number.MAX_SAFE_INTEGER) - (b.sortNo ?? Number.MAX_SAFE_INTEGER) || compareText(a.unit ?? '\uffff', b.unit ?? '\uffff');

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
