import { describe, expect, it } from 'vitest';
import { logBeta } from './log-beta.js';

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
  ])('is that of the factorials: %s, %s', (a, b) => expect(Math.abs(logBeta(a, b) - (logFactorialBefore(a) + logFactorialBefore(b) - logFactorialBefore(a + b)))).toBeLessThan(5e-6));

  it('is π of two halves', () => expect(Math.abs(logBeta(0.5, 0.5) - Math.log(Math.PI))).toBeLessThan(5e-6));
});
