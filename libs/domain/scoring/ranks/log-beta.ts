import type { Trials } from './rate-unit.js';

/** From here on Stirling's series is off by less than 1e-6 after three terms. */
const largeFrom = 4;

/** The third term of the series. */
const rest = (x: number): number => (1 / 12 - 1 / (360 * x * x)) / x;

/** Products between these bounds can take one more factor. */
const [least, most] = [1e-200, 1e200];

/**
 * Σ ln B(α + successes, β + failures) over all units, B the beta function, for α, β > 0; off by less than 3e-6 for each. By Stirling's series, and
 * for small arguments by B(a, b) = B(a + 1, b) (a + b) / a. Logarithms cost most of it: with ln (a / (a + b)) a pair needs two of its own, and all
 * share the third.
 */
export const sumOfLogBetas = (alpha: number, beta: number, units: readonly Trials[]): number => {
  let sum = 0;
  let shared = 1;
  for (const { successes, trials } of units) {
    let a = alpha + successes;
    let b = beta + trials - successes;
    let factor = 1;
    for (; a < largeFrom; a += 1) factor *= (a + b) / a;
    for (; b < largeFrom; b += 1) factor *= (a + b) / b;
    const both = a + b;
    sum += (a - 0.5) * Math.log(a / both) + (b - 0.5) * Math.log(b / both) + rest(a) + rest(b) - rest(both);
    shared *= (2 * Math.PI * factor * factor) / both;
    if (shared > least && shared < most) continue;
    sum += Math.log(shared) / 2;
    shared = 1;
  }
  return sum + Math.log(shared) / 2;
};

/** ln B(a, b), the logarithm of the beta function, for a, b > 0, off by less than 3e-6. */
export const logBeta = (a: number, b: number): number => sumOfLogBetas(a, b, [{ successes: 0, trials: 0 }]);
