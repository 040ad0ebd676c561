import { measureOf, type Indicator, type UnitFigures } from '../figures.js';

/** What chance can have moved: so many successes in so many independent trials. */
export type Trials = { readonly successes: number; readonly trials: number };

/**
 * The luck in a ratio: each case counts as one trial, and a case that adds `perCaseMax` as one success. A mean of points
 * is so taken to vary as much as values within its range can, which is wide rather than narrow. Null where the ratio
 * lies outside the range that the registry states, has none, or rests on nothing: then nothing is said about luck.
 */
export const trialsOf = ({ numerator, denominator, cases = denominator, perCaseMax = 1 }: Indicator, { measures }: UnitFigures): Trials | null => {
  const [below, trials] = [measureOf(measures, denominator), measureOf(measures, cases)];
  if (perCaseMax === null || below === 0 || trials <= 0) return null;
  const share = measureOf(measures, numerator) / below / perCaseMax;
  return share < 0 || share > 1 ? null : { successes: share * trials, trials };
};
