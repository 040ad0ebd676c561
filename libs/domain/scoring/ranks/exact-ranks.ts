import { compare, type Fraction } from '../../kernel/fraction.js';
import type { PointUnits } from '../points.js';

/** Ranks from 1, equal values sharing the better: 1-2-2-4. Null for what has no value; it takes no rank away from anybody. */
const ranksBy = <Value>(values: readonly (Value | null)[], inOrder: (a: Value, b: Value) => number): readonly (number | null)[] => {
  const present = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  present.sort((a, b) => inOrder(a.value, b.value));
  const ranks = new Array<number | null>(values.length).fill(null);
  present.forEach(({ value, index }, place) => {
    const before = present[place - 1];
    ranks[index] = before !== undefined && inOrder(before.value, value) === 0 ? (ranks[before.index] ?? null) : place + 1;
  });
  return ranks;
};

/**
 * Ranks by exact values, 1-2-2-4.
 *
 * @param direction which end is first
 */
export const exactRanks = (values: readonly (Fraction | null)[], direction: 'higher' | 'lower' = 'higher'): readonly (number | null)[] => {
  const sign = direction === 'higher' ? -1 : 1;
  return ranksBy(values, (a, b) => sign * compare(a, b));
};

/** Ranks by points, the most first, 1-2-2-4. */
export const pointRanks = (points: readonly (PointUnits | null)[]): readonly (number | null)[] => ranksBy(points, (a, b) => b - a);
