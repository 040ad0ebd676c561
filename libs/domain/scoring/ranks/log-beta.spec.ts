import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logBeta, sumOfLogBetas } from './log-beta.js';

/** ln of (n - 1)!, one factor after the other. */
const logFactorialBefore = (n: number): number => Array.from({ length: n - 1 }, (_, index) => Math.log(index + 1)).reduce((sum, value) => sum + value, 0);

describe('the logarithm of the beta function', () => {
  it.each([
    [1, 1],
    [1, 40],
    [11, 12],
    [40, 3],
    [300, 700],
    [5000, 2],
  ])('is that of the factorials: %s, %s', (a, b) => expect(Math.abs(logBeta(a, b) - (logFactorialBefore(a) + logFactorialBefore(b) - logFactorialBefore(a + b)))).toBeLessThan(3e-6));

  it('is π of two halves', () => expect(Math.abs(logBeta(0.5, 0.5) - Math.log(Math.PI))).toBeLessThan(3e-6));

  it('of many pairs is the sum of theirs, however many and however far apart they are', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([successes, failures]) => ({ successes, trials: successes + failures })), { maxLength: 400 }),
        (alpha, beta, units) => {
          const one = units.map(({ successes, trials }) => logBeta(alpha + successes, beta + trials - successes)).reduce((sum, value) => sum + value, 0);
          expect(Math.abs(sumOfLogBetas(alpha, beta, units) - one)).toBeLessThan(1e-9 * (1 + Math.abs(one)));
        },
      ),
    ));
});
