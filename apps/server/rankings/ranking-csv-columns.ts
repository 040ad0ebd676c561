import type { Ranking, RankingRow, Share } from '@mingxiao/contracts/rankings';

export type Cell = string | number | null;

/** One column: what stands above it, what it means, and its cell for a unit; null where there are no data or nobody asked. */
export type Column = { readonly head: string; readonly means: string; readonly of: (row: RankingRow, ranking: Ranking) => Cell };

const ratioPart = (row: RankingRow, part: 'numerator' | 'denominator'): Cell => (row.metric.type === 'ratio' ? row.metric[part] : null);

/** The ranked figure itself, on the scale of the metric; null without data. */
const valueOf = ({ metric }: RankingRow): Cell => {
  if (metric.type === 'quantile') return metric.seconds;
  return metric.type === 'ratio' && metric.denominator !== 0 ? (metric.numerator * metric.scale) / metric.denominator : null;
};

const rankNotes = { 'too-few': '件数过少 too few', 'no-data': null, ranked: '' } as const;

const place: readonly Column[] = [
  { head: '排名 rank', means: 'rank, 1-2-2-4', of: ({ rank }) => rank },
  { head: '说明 note', means: 'why there is no rank; empty where there is one', of: ({ rankNote }) => rankNotes[rankNote ?? 'ranked'] },
  { head: '编号 id', means: 'id of the unit; of the cases that name none no data', of: ({ unit }) => unit },
  { head: '名称', means: 'its name in Chinese', of: ({ name }) => name?.zh ?? null },
  { head: 'name', means: 'its name in English', of: ({ name }) => name?.en ?? null },
  { head: '指标 metric', means: 'id of the metric ranked by', of: (_, { metric }) => metric.id },
  { head: '数值 value', means: 'the metric on its own scale; of a quantile seconds', of: valueOf },
  { head: '分子 numerator', means: 'of a ratio', of: (row) => ratioPart(row, 'numerator') },
  { head: '分母 denominator', means: 'of a ratio', of: (row) => ratioPart(row, 'denominator') },
  { head: '件数 n', means: 'what the metric rests on', of: ({ metric }) => metric.n },
  { head: '95% 下限 lower', means: 'the true value lies from here with 95 %', of: ({ interval }) => interval?.lower ?? null },
  { head: '95% 上限 upper', means: 'to here', of: ({ interval }) => interval?.upper ?? null },
  { head: '90% 名次自 rank from', means: 'with `ranges`: the true rank lies from here with 90 %', of: ({ range }) => range?.from ?? null },
  { head: '90% 名次至 rank to', means: 'to here', of: ({ range }) => range?.to ?? null },
  { head: '受理 accepted', means: 'cases accepted', of: ({ accepted }) => accepted },
  { head: '办结 finished', means: 'cases finished', of: ({ finished }) => finished },
  { head: '逾期未结 open overdue', means: 'cases open past their due instant', of: ({ openOverdue }) => openOverdue },
];

const restsOn: readonly Column[] = [
  { head: '自 from', means: 'first day', of: (_, { from }) => from },
  { head: '至 to', means: 'last day', of: (_, { to }) => to },
  { head: '截至 at', means: 'the instant open cases were read for', of: (_, { basis }) => basis.at },
  { head: '当时所知 known at', means: 'the instant whose knowledge of facts counts; no data: all that is known', of: (_, { basis }) => basis.knownAt ?? null },
  { head: '规则 rules', means: 'version of the rules', of: (_, { basis }) => basis.versions.rules },
  { head: '日志 log', means: 'log generation and positions', of: (_, { basis }) => `${basis.generation} ${basis.position.join('/')}` },
];

const share = (head: string, means: string, of: (row: RankingRow) => Share): readonly Column[] => [
  { head: `${head} numerator`, means: `${means}: so many`, of: (row) => of(row).numerator },
  { head: `${head} denominator`, means: 'of so many with that limit', of: (row) => of(row).denominator },
];

const seconds = (head: string, means: string, of: (row: RankingRow) => number | null): Column => ({ head, means: `${means}, in seconds`, of });

/** What came to the sheet later stands behind what was there: whoever reads by place finds the same in it. */
const later: readonly Column[] = [
  { head: '指标名称', means: 'name of the metric in Chinese', of: (_, { metric }) => metric.name.zh },
  { head: 'metric name', means: 'name of the metric in English', of: (_, { metric }) => metric.name.en },
  { head: '优劣 better', means: 'what is better: higher, lower, neutral', of: (_, { metric }) => metric.direction },
  { head: '序号 sort no', means: 'official order of the unit', of: ({ sortNo }) => sortNo },
  { head: '分不出高下的组 group', means: 'with `ranges`: units of one group cannot be told apart', of: ({ group }) => group },
  { head: '前 k 名概率 in top k', means: 'with `ranges`: probability of a place among the first k', of: ({ range }) => range?.inTop ?? null },
  { head: 'k', means: 'the k of that, `top` of the request', of: (_, { top }) => top },
  { head: '参照同类 shrunk', means: 'with `ranges=class`: the share with the peer class heard', of: ({ shrunk }) => shrunk },
  { head: '同等构成 adjusted', means: 'with `adjust`: the share with the items and quarters of all', of: ({ adjusted }) => adjusted?.value ?? null },
  { head: '同等构成期望 expected', means: 'with `adjust`: what all units reach on such cases', of: ({ adjusted }) => adjusted?.expected ?? null },
  { head: '同等构成 95% 下限 adjusted lower', means: 'the adjusted share lies from here with 95 %', of: ({ adjusted }) => adjusted?.interval?.lower ?? null },
  { head: '同等构成 95% 上限 adjusted upper', means: 'to here', of: ({ adjusted }) => adjusted?.interval?.upper ?? null },
  { head: '重办 reopened', means: 'cases reopened', of: ({ reopened }) => reopened },
  ...share('承诺时限内 in promised time', 'finished in the promised time', ({ onTimePromised }) => onTimePromised),
  ...share('法定时限内 in statutory time', 'finished in the statutory time', ({ onTimeStatutory }) => onTimeStatutory),
  seconds('全程中位 median elapsed', 'median of the time elapsed', ({ medianElapsedSeconds }) => medianElapsedSeconds),
  seconds('全程九成 p90 elapsed', '90th percentile of the time elapsed', ({ p90ElapsedSeconds }) => p90ElapsedSeconds),
  seconds('用时中位 median used', 'median of the time used', ({ medianUsedSeconds }) => medianUsedSeconds),
  seconds('用时九成 p90 used', '90th percentile of the time used', ({ p90UsedSeconds }) => p90UsedSeconds),
  { head: '评价数 ratings', means: 'ratings', of: ({ ratings }) => ratings },
  { head: '评价均分 mean rating', means: 'their mean level, 1 to 5', of: ({ meanRating }) => meanRating },
  { head: '最少件数 minimum n', means: 'a unit with fewer is not ranked', of: (_, { minimumCases }) => minimumCases },
  { head: '规则与组织所知 reference known at', means: 'the instant whose rules, calendars and organisation count; no data: those known now', of: (_, { basis }) => basis.referenceKnownAt ?? null },
  { head: '日历 calendar', means: 'version of the calendars', of: (_, { basis }) => basis.versions.calendar },
  { head: '组织 organisation', means: 'version of the organisation', of: (_, { basis }) => basis.versions.organisation },
  { head: '时区 time zone', means: 'zone of the dates', of: (_, { basis }) => basis.timeZone },
  { head: '待处理 lag', means: 'log records not in the figures yet', of: (_, { basis }) => basis.lag },
  { head: '待修正 parked', means: 'events that could not be understood', of: (_, { basis }) => basis.parked },
];

/** All columns of a ranking's sheet, in order. Always all of them, whatever was asked. */
export const rankingColumns: readonly Column[] = [...place, ...restsOn, ...later];
