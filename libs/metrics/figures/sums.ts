import type { Quantile } from '../indicators/indicator.js';
import type { Measure } from '../measures/measure.js';
import type { Share } from '../sources/shares.js';

export const all = (conditions: readonly string[]): string => (conditions.length === 0 ? '1' : conditions.join(' AND '));

/** What has to hold for a row to count in a measure. */
export const conditionOf = ({ when, condition }: Pick<Measure, 'when' | 'condition'>): string => all([when, ...(condition === null ? [] : [condition])]);

/** The instant of what counts in every row of a source (sources/at-rest.sql). */
export const always = '1';

/** The same as one number, 0 or 1: as bits, which takes a fifth less than as a condition. */
const countedOf = ({ when, condition }: Measure): string => {
  if (condition === null) return when;
  return when === always ? condition : `bitAnd(${when}, ${condition})`;
};

/** What a value is multiplied with, so that rows that do not count add nothing; null: they add nothing as it is. */
const factorOf = (measure: Measure): string | null => {
  if (measure.zero === 'elsewhere') return null;
  const factor = measure.zero === null ? countedOf(measure) : measure.when;
  return factor === always ? null : factor;
};

/**
 * The sum of one measure, as an aggregate. Conditions are 0 or 1, and adding them up takes a fifth less than counting
 * with `countIf` (decision 15).
 */
export const sumOf = (measure: Measure, share: Share): string => {
  const value = share(measure);
  const counted = countedOf(measure);
  if (value === null) return counted === always ? 'count()' : `sum(${counted})`;
  const factor = factorOf(measure);
  return factor === null ? `sum(${value})` : `sum((${value}) * (${factor}))`;
};

/** Seconds and number of cases behind a quantile. Nothing is not zero: a unit without a case has none. Halves go up. */
export const quantileOf = ({ level, column }: Quantile): { readonly seconds: string; readonly n: string } => {
  const has = `finished_here AND ${column} IS NOT NULL`;
  const exact = `quantileExactInclusiveIf(${level})(assumeNotNull(${column}), ${has})`;
  return { seconds: `if(countIf(${has}) = 0, NULL, toInt64(floor(${exact} / 1000 + 0.5)))`, n: `toInt64(countIf(${has}))` };
};
