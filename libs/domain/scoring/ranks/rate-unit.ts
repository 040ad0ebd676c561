import { toNumber } from '../../kernel/fraction.js';
import { measureOf, valueOf, type Indicator, type UnitFigures } from '../figures.js';

/** What chance can have moved: so many successes in so many independent trials. */
export type Trials = { readonly successes: number; readonly trials: number };

/**
 * The luck in a ratio: each case counts as one trial, and a case that adds `perCaseMax` as one success. A mean of points
 * is so taken to vary as much as values within its range can, which is wide rather than narrow. Null where the ratio
 * lies outside the range that the registry states, has none, or rests on nothing: then nothing is said about luck.
 */
export const trialsOf = (indicator: Indicator, { measures }: UnitFigures): Trials | null => {
  const value = valueOf(indicator, measures);
  const trials = measureOf(measures, indicator.cases ?? indicator.denominator);
  const { perCaseMax = 1 } = indicator;
  if (value === null || perCaseMax === null || trials <= 0) return null;
  const share = toNumber(value) / indicator.scale / perCaseMax;
  return share < 0 || share > 1 ? null : { successes: share * trials, trials };
};
