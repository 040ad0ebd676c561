/** What nobody measured is a dash, never 0. */
export const none = '—';

export const percent = ({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string =>
  denominator === 0 ? none : `${((100 * numerator) / denominator).toFixed(1)}% (${numerator}/${denominator})`;

export const days = (seconds: number | null): string => (seconds === null ? none : `${(seconds / 86_400).toFixed(1)} d`);

export const decimal = (value: number | null): string => (value === null ? none : value.toFixed(2));
