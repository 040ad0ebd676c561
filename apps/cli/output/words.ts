import type { IndicatorValue } from '@mingxiao/contracts/metrics';

/** What nobody measured is a dash, never 0. */
export const none = '—';

export const percent = ({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string =>
  denominator === 0 ? none : `${((100 * numerator) / denominator).toFixed(1)}% (${numerator}/${denominator})`;

export const days = (seconds: number | null): string => (seconds === null ? none : `${(seconds / 86_400).toFixed(1)} d`);

export const decimal = (value: number | null): string => (value === null ? none : value.toFixed(2));

/** An indicator with what it rests on. */
export const indicator = (value: IndicatorValue): string => {
  if (value.type === 'quantile') return days(value.seconds);
  if (value.type === 'histogram') return value.counts.join(' ');
  const { numerator, denominator, scale } = value;
  return denominator === 0 ? none : `${((numerator * scale) / denominator).toFixed(3)} (${numerator}/${denominator})`;
};
