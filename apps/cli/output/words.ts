import type { IndicatorValue } from '@mingxiao/contracts/metrics';

/** What nobody measured is a dash, never 0. */
export const none = '—';

export const percent = ({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string =>
  denominator === 0 ? none : `${((100 * numerator) / denominator).toFixed(1)}% (${numerator}/${denominator})`;

type Language = 'zh' | 'en';

const day = { zh: '天', en: 'd' } as const;

export const days = (seconds: number | null, language: Language): string => (seconds === null ? none : `${(seconds / 86_400).toFixed(1)} ${day[language]}`);

export const decimal = (value: number | null): string => (value === null ? none : value.toFixed(2));

/** An indicator with what it rests on. */
export const indicator = (value: IndicatorValue, language: Language): string => {
  if (value.type === 'quantile') return days(value.seconds, language);
  if (value.type === 'histogram') return value.counts.join(' ');
  const { numerator, denominator, scale } = value;
  return denominator === 0 ? none : `${((numerator * scale) / denominator).toFixed(3)} (${numerator}/${denominator})`;
};
