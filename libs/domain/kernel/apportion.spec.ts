import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.js';

const million = 1_000_000;
const weights = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3e12 })), { minLength: 1, maxLength: 12 });

describe('parts of a whole', () => {
  it('add up to exactly the whole, each the exact one rounded down or up, however large the weights', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const total = given.reduce((sum, weight) => sum + weight, 0);
        const parts = apportion(million, given);
        if (parts === null) return void expect(total).toBe(0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(million);
        parts.forEach((part, index) => {
          const floor = Number((BigInt(given[index] ?? 0) * BigInt(million)) / BigInt(total));
          expect([floor, floor + 1]).toContain(part);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('give what is left to the largest remainders, of equal ones to the first', () => {
    expect(apportion(million, [1, 1, 1])).toEqual([333_334, 333_333, 333_333]);
    expect(apportion(10, [1, 2, 3])).toEqual([2, 3, 5]);
  });

  it('of nothing are none', () => expect(apportion(million, [0, 0])).toBeNull());

  it('of a negative part are refused', () => expect(() => apportion(million, [1, -1])).toThrow(RangeError));
});
