import { compare, type Fraction } from '../../kernel/fraction.js';
import type { PointUnits } from '../points.js';

/**
 * Ranks from 1 by exact values, equal ones sharing the better: 1-2-2-4. Null for what has no value; it takes no rank away from anybody.
 *
 * @param direction which end is first
 */
export const exactRanks = (values: readonly (Fraction | null)[], direction: 'higher' | 'lower' = 'higher'): readonly (number | null)[] => {
  const sign = direction === 'higher' ? -1 : 1;
  const present = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  present.sort((a, b) => sign * compare(a.value, b.value));
  const ranks = new Array<number | null>(values.length).fill(null);
  present.forEach(({ value, index }, place) => {
    const before = present[place - 1];
    ranks[index] = before !== undefined && compare(before.value, value) === 0 ? (ranks[before.index] ?? null) : place + 1;
  });
  return ranks;
};

/** The same by points, the most first. */
export const pointRanks = (points: readonly (PointUnits | null)[]): readonly (number | null)[] => {
  const ascending = Float64Array.from(points.filter((value) => value !== null)).sort();
  const ranks = new Map<PointUnits, number>();
  // Of equal ones the last in this order is met last, and is the first of them.
  ascending.forEach((value, place) => ranks.set(value, ascending.length - place));
  return points.map((value) => (value === null ? null : (ranks.get(value) ?? null)));
};
