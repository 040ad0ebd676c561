import { floor, fraction, multiply, subtract, type Fraction } from '../kernel/fraction.js';

/**
 * Whole units of exact parts that add up to the whole units of their sum: each goes down, and what is then missing goes to
 * the largest remainders, of equal ones to the first. Negative parts go down too, so nothing is ever off by a whole unit.
 *
 * @param unitsPerOne how many units make one, such as 10,000
 */
export const wholeUnits = (parts: readonly Fraction[], total: Fraction, unitsPerOne: number): readonly number[] => {
  const scale = fraction(BigInt(unitsPerOne));
  const exact = parts.map((part) => multiply(part, scale));
  const units = exact.map(floor);
  const missing = Number(floor(multiply(total, scale)) - units.reduce((sum, unit) => sum + unit, 0n));
  const remainders = exact.map((part, index) => ({ index, remainder: subtract(part, fraction(units[index] ?? 0n)) }));
  remainders.sort((a, b) => byRemainder(a.remainder, b.remainder) || a.index - b.index);
  const raised = new Set(remainders.slice(0, missing).map(({ index }) => index));
  return units.map((unit, index) => Number(unit) + (raised.has(index) ? 1 : 0));
};

const byRemainder = (a: Fraction, b: Fraction): number => {
  const difference = subtract(b, a).numerator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
