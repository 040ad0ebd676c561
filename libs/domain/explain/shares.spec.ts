import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentShares } from './shares.js';

describe('shares in per cent', () => {
  it('add up to exactly 100 whatever the parts, and no share is further than a hundredth from the exact one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 }), (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const shares = percentShares(parts);
        if (total === 0) {
          expect(shares.every((share) => share === null)).toBe(true);
          return;
        }
        expect(shares.reduce<number>((sum, share) => sum + Math.round((share ?? 0) * 100), 0)).toBe(10_000);
        parts.forEach((part, index) => expect(Math.abs((shares[index] ?? 0) - (100 * part) / total)).toBeLessThanOrEqual(0.01));
      }),
      { numRuns: 200 },
    );
  });

  it('give what is left to the largest remainders', () => expect(percentShares([1, 1, 1])).toEqual([33.34, 33.33, 33.33]));

  it('of nothing are none', () => expect(percentShares([0, 0])).toEqual([null, null]));

  it('of a negative part are refused', () => expect(() => percentShares([1, -1])).toThrow(RangeError));
});
