import type { Ranking, RankingRow } from '@mingxiao/contracts/rankings';

type Cell = string | number | null;
type Column = { readonly head: string; readonly of: (row: RankingRow, ranking: Ranking) => Cell };

const noData = '—';
/** Chinese offices open it in Excel, which takes text without this for another encoding. */
const byteOrderMark = '\uFEFF';

const ratioPart = (row: RankingRow, part: 'numerator' | 'denominator'): Cell => (row.metric.type === 'ratio' ? row.metric[part] : null);

/** The ranked figure itself, on the scale of the metric; null without data. */
const valueOf = ({ metric }: RankingRow): Cell => {
  if (metric.type === 'quantile') return metric.seconds;
  return metric.type === 'ratio' && metric.denominator !== 0 ? (metric.numerator * metric.scale) / metric.denominator : null;
};

const columns: readonly Column[] = [
  { head: '排名 rank', of: ({ rank }) => rank },
  { head: '说明 note', of: ({ rankNote }) => ({ 'too-few': '件数过少 too few', 'no-data': noData, ranked: '' })[rankNote ?? 'ranked'] },
  { head: '编号 id', of: ({ unit }) => unit },
  { head: '名称', of: ({ name }) => name?.zh ?? null },
  { head: 'name', of: ({ name }) => name?.en ?? null },
  { head: '指标 metric', of: (_, { metric }) => metric.id },
  { head: '数值 value', of: valueOf },
  { head: '分子 numerator', of: (row) => ratioPart(row, 'numerator') },
  { head: '分母 denominator', of: (row) => ratioPart(row, 'denominator') },
  { head: '件数 n', of: ({ metric }) => metric.n },
  { head: '95% 下限 lower', of: ({ interval }) => interval?.lower ?? null },
  { head: '95% 上限 upper', of: ({ interval }) => interval?.upper ?? null },
  { head: '90% 名次自 rank from', of: ({ range }) => range?.from ?? null },
  { head: '90% 名次至 rank to', of: ({ range }) => range?.to ?? null },
  { head: '受理 accepted', of: ({ accepted }) => accepted },
  { head: '办结 finished', of: ({ finished }) => finished },
  { head: '逾期未结 open overdue', of: ({ openOverdue }) => openOverdue },
  { head: '自 from', of: (_, { from }) => from },
  { head: '至 to', of: (_, { to }) => to },
  { head: '截至 at', of: (_, { basis }) => basis.at },
  { head: '当时所知 known at', of: (_, { basis }) => basis.knownAt ?? null },
  { head: '规则 rules', of: (_, { basis }) => basis.versions.rules },
  { head: '日志 log', of: (_, { basis }) => `${basis.generation} ${basis.position.join('/')}` },
];

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
  const rows = [...ranking.rows].sort(byRank).map((row) => columns.map(({ of }) => of(row, ranking)));
  return byteOrderMark + [columns.map(({ head }) => head), ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
};
