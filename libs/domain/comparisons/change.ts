import { divide, fraction, multiply, subtract, type Fraction } from '../kernel/fraction.js';
import type { Ratio } from './contributions.js';

const exact = (value: number): Fraction => fraction(BigInt(value));

/** By how much a ratio differs from another, exactly; null where one of them has no data. */
export const differenceOf = (now: Ratio, then: Ratio): Fraction | null => {
  if (now.denominator === 0 || then.denominator === 0) return null;
  return subtract(divide(exact(now.numerator), exact(now.denominator)), divide(exact(then.numerator), exact(then.denominator)));
};

/** A count with the working time it happened in, in milliseconds. */
export type Volume = { readonly count: number; readonly workingMs: number };

/**
 * The relative change of a count per working time: 0.1 is a tenth more a day. Null where there was nothing before, or no
 * working time in one of the two.
 */
export const relativeChange = (now: Volume, then: Volume): Fraction | null => {
  if (then.count === 0 || now.workingMs <= 0 || then.workingMs <= 0) return null;
  const ratio = divide(multiply(exact(now.count), exact(then.workingMs)), multiply(exact(then.count), exact(now.workingMs)));
  return subtract(ratio, exact(1));
};
