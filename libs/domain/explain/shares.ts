import { apportion } from '../kernel/apportion.js';

/** Hundredths of a per cent. */
const whole = 10_000;

/**
 * Shares of a total in per cent with two decimals that add up to exactly 100 (largest remainder; of equal ones the
 * first). All null where the total is 0: nothing has no shares. Throws a RangeError on a negative part.
 */
export const percentShares = (parts: readonly number[]): readonly (number | null)[] =>
  apportion(whole, parts)?.map((share) => share / 100) ?? parts.map(() => null);
