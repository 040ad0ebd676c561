import type { Ranking, RankingRow } from '@mingxiao/contracts/rankings';
import { rangeText, rankText } from './standing-text.js';
import { table } from './table.js';
import { days, decimal, indicator, none, percent } from './words.js';

type Language = 'zh' | 'en';

const words = {
  zh: {
    unit: '单位',
    rank: '名次',
    range: '真实名次（90%）',
    inTop: (top: number) => `前 ${top} 名概率`,
    shrunk: '参照同类',
    adjusted: '同等构成',
    counts: ['受理', '办结', '承诺时限内', '法定时限内', '全程中位', '全程九成', '在办超期', '评价数', '评价均分'],
    nothing: '该期间没有受理、办结或在办的办件。',
    rankedBy: (metric: string, minimum: number) => `按${metric}排名。时间为全程天数。数据不足 ${minimum} 件的单位不排名。`,
    known: '当时所知',
    referenceKnown: '规则、日历与组织所知',
    basis: (position: string, lag: number, parked: number) => `日志位置 ${position}，待处理 ${lag}，待修正 ${parked}。`,
  },
  en: {
    unit: 'unit',
    rank: 'rank',
    range: 'true rank (90 %)',
    inTop: (top: number) => `in the first ${top}`,
    shrunk: 'class heard',
    adjusted: 'adjusted',
    counts: ['accepted', 'finished', 'in time (promised)', 'in time (statutory)', 'median', 'p90', 'overdue', 'ratings', 'mean'],
    nothing: 'No case was accepted, finished or open in this period.',
    rankedBy: (metric: string, minimum: number) => `Ranked by ${metric}. Times are elapsed days. Units whose figure rests on fewer than ${minimum} are not ranked.`,
    known: 'As known at',
    referenceKnown: 'Rules, calendars and organisation as known at',
    basis: (position: string, lag: number, parked: number) => `As of log position ${position}, ${lag} events behind, ${parked} parked.`,
  },
} as const;

const share = (value: number | null | undefined): string => (value == null ? none : `${(value * 100).toFixed(1)} %`);

type Column = { readonly head: string; readonly cell: (row: RankingRow) => string };

const rangeColumns = (top: number, language: Language): readonly Column[] => [
  { head: words[language].range, cell: ({ range }) => rangeText(range) },
  { head: words[language].inTop(top), cell: ({ range }) => share(range?.inTop) },
];

/** Columns that are there only when they were asked for. */
const askedFor = ({ rows, top }: Ranking, language: Language): readonly Column[] => {
  const word = words[language];
  return [
    ...(rows.some(({ range }) => range !== null) ? rangeColumns(top, language) : []),
    ...(rows.some(({ shrunk }) => shrunk !== null) ? [{ head: word.shrunk, cell: ({ shrunk }: RankingRow) => share(shrunk) }] : []),
    ...(rows.some(({ adjusted }) => adjusted !== null) ? [{ head: word.adjusted, cell: ({ adjusted }: RankingRow) => share(adjusted?.value) }] : []),
  ];
};

const counts = (row: RankingRow, language: Language): readonly string[] => [
  String(row.accepted),
  String(row.finished),
  percent(row.onTimePromised),
  percent(row.onTimeStatutory),
  days(row.medianElapsedSeconds, language),
  days(row.p90ElapsedSeconds, language),
  String(row.openOverdue),
  String(row.ratings),
  decimal(row.meanRating),
];

/** All units of a ranking in a table, in official order; null where there is none. */
export const rankingText = (ranking: Ranking, language: Language): string | null => {
  const { rows, metric } = ranking;
  if (rows.length === 0) return null;
  const [word, asked] = [words[language], askedFor(ranking, language)];
  return table(
    [word.unit, word.rank, metric.id, ...asked.map(({ head }) => head), ...word.counts],
    rows.map((row) => [
      row.name?.[language] ?? row.unit ?? `(${none})`,
      rankText({ rank: row.rank, note: row.rankNote }, language),
      indicator(row.metric, language),
      ...asked.map(({ cell }) => cell(row)),
      ...counts(row, language),
    ]),
  );
};

/** What is said beside the table: what it is by, and what it rests on. */
export const rankingRemarks = ({ rows, metric, minimumCases, basis }: Ranking, language: Language): readonly string[] => {
  const word = words[language];
  if (rows.length === 0) return [word.nothing];
  const known = (name: string, instant: string | null | undefined) => (instant == null ? '' : `${name} ${instant}. `);
  return [
    word.rankedBy(metric.name[language], minimumCases),
    `${known(word.known, basis.knownAt)}${known(word.referenceKnown, basis.referenceKnownAt)}${word.basis(basis.position.join('/'), basis.lag, basis.parked)}`,
  ];
};
