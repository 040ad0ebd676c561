import type { Ranking, RankingRow } from '@mingxiao/contracts/rankings';
import { rankingColumns, type Cell } from './ranking-csv-columns.js';

const noData = '—';
/** Chinese offices open it in Excel, which takes text without this for another encoding. */
const byteOrderMark = '\uFEFF';

/** A text that a spreadsheet would take for a formula is told apart by an apostrophe; numbers stay numbers. No data is a dash. */
const cellOf = (cell: Cell): string => {
  if (cell === null) return noData;
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const byRank = (a: RankingRow, b: RankingRow): number => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0;

/** A ranking as a spreadsheet opens it (RFC 4180, UTF-8): one row a unit, those without a rank last, what it rests on repeated in each, figures as the ranking has them. */
export const rankingCsv = (ranking: Ranking): string => {
  const rows = [...ranking.rows].sort(byRank).map((row) => rankingColumns.map(({ of }) => of(row, ranking)));
  return byteOrderMark + [rankingColumns.map(({ head }) => head), ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
};
