import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { Quantile, Ratio } from '../indicators/indicator.js';
import { both } from '../measures/measure.js';
import { measureOf } from '../measures/measures.js';
import type { Metric } from './metric.js';

const ratioWords = ({ numerator, denominator, unit, scale }: Ratio): LocalizedText => {
  const [above, below] = [measureOf(numerator).name, measureOf(denominator).name];
  const times = unit === 'share' ? ' × 100%' : scale === 1 ? '' : ` × ${scale}`;
  return both(`${above.zh} ÷ ${below.zh}${times}；分母为 0 时无数据（—）`, `${above.en} ÷ ${below.en}${times}; no data (—) where the denominator is 0`);
};

const rank: Readonly<Record<Quantile['level'], LocalizedText>> = { 0.5: both('居中', 'half'), 0.9: both('九成处', 'nine tenths') };

const quantileWords = ({ level }: Quantile): LocalizedText =>
  both(
    `将办结办件按时长排序，取${rank[level].zh}的值，相邻两件之间线性插值，四舍五入到秒；不可由下级的分位数相加得出`,
    `The cases sorted by their time, the value ${rank[level].en} of the way through, interpolated between neighbours, halves of a second rounded up; never computed from the quantiles of parts`,
  );

/** How a figure is computed, in a sentence of each language. */
export const formulaWords = (metric: Metric): LocalizedText => {
  if (metric.type === 'ratio') return ratioWords(metric);
  if (metric.type === 'quantile') return quantileWords(metric);
  if (metric.type === 'histogram') return both('各区间的办件数；合计为全部计入的办件', 'Cases in each bucket; together they are all that count');
  return metric.value === null ? both('符合条件的件数之和', 'How many fulfil the condition, added up') : both('符合条件的各件数值之和', 'The values of those that fulfil the condition, added up');
};
