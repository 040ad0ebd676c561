import { compositeCoverageOf } from '@mingxiao/testing/composite-coverage';
import { betaTruths, coverageOf, logitNormalTruths } from '@mingxiao/testing/rank-coverage';
import { describe, expect, it } from 'vitest';

/** A short form; `npm run bench -- ranks` is the long one. Seeds are fixed, so this is a count and not a wager. */
const settings = [
  { units: 12, cases: [30, 300], rounds: 40, draws: 500 },
  { units: 12, cases: [500, 5000], rounds: 10, draws: 500 },
  { units: 60, cases: [30, 300], rounds: 8, draws: 500 },
  { units: 60, cases: [500, 5000], rounds: 3, draws: 500 },
  { units: 400, cases: [30, 300], rounds: 2, draws: 800 },
  { units: 400, cases: [500, 5000], rounds: 1, draws: 800 },
] as const;

const truths = { beta: betaTruths(0.92, 45), 'logit-normal': logitNormalTruths(0.6, 0.3) };

describe.each(Object.entries(truths))('90 % ranges of ranks where true rates are %s', (_family, truth) => {
  it.each(settings)('hold the true rank of $units units of $cases.0 to $cases.1 cases, and are narrower than plain Wilson ranges', (setting) => {
    const { covered, width, wilsonWidth } = coverageOf({ ...setting, seed: 1, truth });
    expect(covered).toBeGreaterThanOrEqual(0.88);
    // With many units discreteness is gone, and the promise is kept without giving more.
    if (setting.units === 400 && setting.cases[0] === 30) expect(covered).toBeLessThanOrEqual(0.92);
    expect(width).toBeLessThan(wilsonWidth);
  });
});

describe('90 % ranges of ranks by a composite of shares and cards, each drawn apart', () => {
  it.each(settings)('hold the rank that the true rates of $units units of $cases.0 to $cases.1 cases deserve', (setting) => {
    const { covered } = compositeCoverageOf({ ...setting, seed: 1 });
    expect(covered).toBeGreaterThanOrEqual(0.88);
    if (setting.units === 400 && setting.cases[0] === 30) expect(covered).toBeLessThanOrEqual(0.94);
  });
});
