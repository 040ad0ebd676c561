import { normalQuantile, type Confidence } from './normal-quantile.js';

/** Both ends as doubles, for drawing and estimating; published shares themselves are exact. */
export type Interval = { readonly lower: number; readonly upper: number };

/**
 * Wilson's score interval for a rate: it stays within [0, 1], and says something also at 0 and at 1, where the textbook
 * interval has no width (E. B. Wilson, 1927). Null where there were no trials, or not as many as successes: then these are
 * no trials (ratings and finished cases are counted each by its own instant), and chance is not known. `successes` may be
 * a fraction.
 */
export const wilsonInterval = (successes: number, trials: number, confidence: Confidence = 95): Interval | null => {
  if (trials <= 0 || successes < 0 || successes > trials) return null;
  const z = normalQuantile(confidence);
  const rate = successes / trials;
  const spread = (z * z) / trials;
  const centre = (rate + spread / 2) / (1 + spread);
  const reach = (z / (1 + spread)) * Math.sqrt((rate * (1 - rate)) / trials + spread / (4 * trials));
  return { lower: Math.max(0, centre - reach), upper: Math.min(1, centre + reach) };
};
