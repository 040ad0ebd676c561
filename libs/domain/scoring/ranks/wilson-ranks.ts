import type { Confidence } from '../intervals/normal-quantile.js';
import { wilsonInterval } from '../intervals/wilson-interval.js';
import type { Trials } from './rate-unit.js';

/**
 * The plain way to a range of ranks: a unit is behind those whose interval lies wholly above its own, and before those
 * whose interval lies wholly below. It promises more than it has to, and the ranges come out wide; kept to compare with.
 */
export const wilsonRanks = (units: readonly Trials[], confidence: Confidence): readonly { readonly from: number; readonly to: number }[] => {
  const intervals = units.map(({ successes, trials }) => wilsonInterval(successes, trials, confidence) ?? { lower: 0, upper: 1 });
  return intervals.map(({ lower, upper }) => ({
    from: 1 + intervals.filter((other) => other.lower > upper).length,
    to: units.length - intervals.filter((other) => other.upper < lower).length,
  }));
};
