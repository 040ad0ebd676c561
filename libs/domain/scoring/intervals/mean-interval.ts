import { studentQuantile, type Confidence } from './normal-quantile.js';
import type { Interval } from './wilson-interval.js';

/** Fewer values say nothing about how they vary. */
const valuesMin = 5;

/**
 * The interval of a mean by Student's t, from the number of values, their sum and the sum of their squares (all additive,
 * so that any group of cases has it). Null below five values.
 */
export const meanInterval = (count: number, sum: number, sumOfSquares: number, confidence: Confidence = 95): Interval | null => {
  if (count < valuesMin) return null;
  const mean = sum / count;
  const variance = Math.max(0, (sumOfSquares - sum * mean) / (count - 1));
  const reach = studentQuantile(confidence, count - 1) * Math.sqrt(variance / count);
  return { lower: mean - reach, upper: mean + reach };
};
