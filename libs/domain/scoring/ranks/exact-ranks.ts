import { compare, type Fraction } from '../../kernel/fraction.js';

/**
 * Ranks from 1 by exact values, equal ones sharing the better rank: 1-2-2-4. Null for what has no value; it takes no
 * rank away from anybody.
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
