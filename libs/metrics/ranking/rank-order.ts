import type { IndicatorValue } from '@mingxiao/contracts/metrics';
import type { Indicator } from '../indicators/indicator.js';

/** Below this n a unit is not ranked: small units swing most (domain guide §8). */
export const minimumCases = 30;

export type Ranked = { readonly unit: string | null; readonly metric: IndicatorValue };

const hasData = ({ metric }: Ranked): boolean => {
  if (metric.type === 'ratio') return metric.denominator > 0;
  return metric.type === 'quantile' && metric.seconds !== null;
};

/** Sign of a − b, as fractions, so that equal ratios tie exactly whatever their size. */
const compareValues = (a: IndicatorValue, b: IndicatorValue): number => {
  if (a.type === 'ratio' && b.type === 'ratio') {
    const difference = BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator);
    if (difference === 0n) return 0;
    return difference > 0n ? 1 : -1;
  }
  return a.type === 'quantile' && b.type === 'quantile' ? (a.seconds ?? 0) - (b.seconds ?? 0) : 0;
};

const takesPart = (row: Ranked): boolean => row.unit !== null && hasData(row) && (row.metric.n ?? 0) >= minimumCases;

export type Rank = { readonly rank: number | null; readonly rankNote: 'too-few' | 'no-data' | null };

/** Ranks 1-2-2-4, the better first as the indicator says; null below the minimum n and without data, with the reason. */
export const ranksOf = (rows: readonly Ranked[], { direction }: Pick<Indicator, 'direction'>): Rank[] => {
  const sign = direction === 'lower' ? -1 : 1;
  const ranked = rows.filter(takesPart);
  return rows.map((row) => {
    if (!takesPart(row)) return { rank: null, rankNote: hasData(row) ? 'too-few' : 'no-data' };
    return { rank: 1 + ranked.filter((other) => sign * compareValues(other.metric, row.metric) > 0).length, rankNote: null };
  });
};
