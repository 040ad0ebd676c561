import { describe, expect, it } from 'vitest';
import { createRandom } from './random.js';

const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('chance that can be repeated', () => {
  it('gives the same numbers for the same name and others for another', () => {
    expect(draw(50, createRandom('1/a').next)).toEqual(draw(50, createRandom('1/a').next));
    expect(draw(50, createRandom('1/a').next)).not.toEqual(draw(50, createRandom('1/b').next));
  });

  it('spreads evenly over [0, 1)', () => {
    const values = draw(20_000, createRandom('even').next);
    expect(Math.min(...values.slice(0, 5000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values.slice(0, 5000))).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 1);
  });

  it('keeps the mean of the normal and Poisson distributions', () => {
    const random = createRandom('means');
    expect(mean(draw(20_000, random.normal))).toBeCloseTo(0, 1);
    expect(mean(draw(20_000, () => random.poisson(1.7)))).toBeCloseTo(1.7, 1);
  });

  it('draws by weight and never draws what weighs nothing', () => {
    const random = createRandom('weights');
    const drawn = draw(10_000, () => random.weighted([['often', 3], ['seldom', 1], ['never', 0]]));
    expect(drawn.filter((name) => name === 'often').length / drawn.length).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain('never');
  });

  it('throws when there is nothing to pick from', () => {
    expect(() => createRandom('empty').pick([])).toThrow('nothing to pick from');
  });
});
