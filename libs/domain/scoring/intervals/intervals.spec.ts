import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText } from '../../kernel/fraction.js';
import { meanInterval } from './mean-interval.js';
import { studentQuantile } from './normal-quantile.js';
import { responseOf } from './response.js';
import { wilsonInterval } from './wilson-interval.js';

describe('the interval of a rate', () => {
  it('is the published one', () => {
    // Newcombe (1998), table I, method 3: 81 of 263, and 0 of 20.
    expect(wilsonInterval(81, 263)).toEqual({ lower: expect.closeTo(0.2553, 4), upper: expect.closeTo(0.3662, 4) });
    expect(wilsonInterval(0, 20)).toEqual({ lower: 0, upper: expect.closeTo(0.1611, 4) });
  });

  it('holds the rate, stays within 0 and 1 and narrows with more of the same', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
        const successes = Math.floor(trials * share);
        const { lower, upper } = wilsonInterval(successes, trials) ?? { lower: 2, upper: -1 };
        const more = wilsonInterval(successes * 4, trials * 4) ?? { lower: -1, upper: 2 };
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(successes / trials + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(successes / trials - 1e-12);
        expect(more.upper - more.lower).toBeLessThan(upper - lower);
      }),
    ));

  it('is none where nothing was tried, nor where more came out than was tried', () =>
    expect([wilsonInterval(0, 0), wilsonInterval(5, 3), wilsonInterval(-1, 3)]).toEqual([null, null, null]));
});

describe('the interval of a mean', () => {
  it('uses the quantiles of the tables', () => {
    for (const [degrees, quantile] of [[4, 2.7764], [9, 2.2622], [29, 2.0452], [100, 1.984]] as const) expect(studentQuantile(95, degrees)).toBeCloseTo(quantile, 2.7);
    expect(studentQuantile(90, 9)).toBeCloseTo(1.8331, 3);
  });

  it('is that of the values behind the sums', () => {
    const values = [100, 80, 80, 60, 100, 30, 80, 100, 60, 100];
    const [sum, squares] = [values.reduce((a, b) => a + b), values.reduce((a, b) => a + b * b, 0)];
    expect(meanInterval(10, sum, squares)).toEqual({ lower: expect.closeTo(62.325, 2), upper: expect.closeTo(95.675, 2) });
  });

  it('is none below five values, and a point where all are equal', () => {
    expect(meanInterval(4, 400, 40_000)).toBeNull();
    expect(meanInterval(5, 400, 32_000)).toEqual({ lower: 80, upper: 80 });
  });
});

describe('what silence leaves open', () => {
  it('lies between all silent pleased and all silent displeased', () => {
    const { rate, index, ifPleased, ifDispleased } = responseOf({ asked: 100, answered: 40, points: 3600 }, 100, 0);
    expect([rate, index, ifPleased, ifDispleased].map((value) => value && exactText(value))).toEqual(['2/5', '90', '96', '36']);
  });

  it('is nothing where all answered, and unknown where nobody was asked', () => {
    const full = responseOf({ asked: 3, answered: 3, points: 240 }, 100, 0);
    expect([full.index, full.ifPleased, full.ifDispleased].map((value) => value && exactText(value))).toEqual(['80', '80', '80']);
    expect(responseOf({ asked: 0, answered: 0, points: 0 }, 100, 0)).toEqual({ rate: null, index: null, ifPleased: null, ifDispleased: null });
  });
});

describe('the interval of a share whose cases are shared out', () => {
  it('is finite and holds the share', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (cases, share) => {
        const [trials, successes] = [cases / 1_000_000, Math.min(cases, Math.round((cases * share) / 1_000_000)) / 1_000_000];
        const found = wilsonInterval(successes, trials);
        expect([Number.isFinite(found?.lower), Number.isFinite(found?.upper)]).toEqual([true, true]);
        expect((found?.lower ?? 1) <= successes / trials + 1e-9 && successes / trials - 1e-9 <= (found?.upper ?? 0)).toBe(true);
      }),
    ));
});
