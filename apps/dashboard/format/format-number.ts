import type { Share } from '@mingxiao/contracts/rankings';

/** What stands where there is no data: never 0 (domain guide §8). */
export const nothing = '—';

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with thousands separators, the same in both languages. */
export const formatCount = (count: number): string => counts.format(count);

const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** The same for a count that may be of parts: shared-out cases have six digits behind the point, points of surveys four, and none is rounded. */
export const formatFigure = (figure: number): string => figures.format(figure);

/** Share in percent, cut (not rounded) to tenths: 100.0 % means all of them. Null when there is nothing to divide by. */
export const percentOf = ({ numerator, denominator }: Share): number | null =>
  denominator > 0 ? Math.floor((numerator * 1000) / denominator) / 10 : null;

/** `95.2%`, or a dash without data. */
export const formatPercent = (share: Share): string => {
  const percent = percentOf(share);
  return percent === null ? nothing : `${percent.toFixed(1)}%`;
};

/** `297/312`: the cases behind a rate. */
export const formatFraction = ({ numerator, denominator }: Share): string => `${formatCount(numerator)}/${formatCount(denominator)}`;

/** Mean rating to hundredths, cut like a rate. */
export const formatMean = (mean: number | null): string => (mean === null ? nothing : (Math.floor(mean * 100 + 1e-9) / 100).toFixed(2));
