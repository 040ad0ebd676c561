import { describe, expect, it } from 'vitest';
import { adjustForCaseMix } from './case-mix.js';

const strata = (easy: readonly [number, number], hard: readonly [number, number]) => [
  { stratum: 'easy', successes: easy[0], trials: easy[1] },
  { stratum: 'hard', successes: hard[0], trials: hard[1] },
];

describe('adjustment for the mix of cases', () => {
  it('puts two units level that do equally well on each sort, whatever they have more of', () => {
    const units = adjustForCaseMix([
      { unit: 'a', strata: strata([90, 100], [5, 10]) },
      { unit: 'b', strata: strata([9, 10], [50, 100]) },
    ]);
    expect(units.map(({ adjusted }) => adjusted)).toEqual([expect.closeTo(0.7, 12), expect.closeTo(0.7, 12)]);
  });

  it('changes nothing where all have the same mix', () => {
    const units = adjustForCaseMix([{ unit: 'a', strata: strata([9, 10], [5, 10]) }, { unit: 'b', strata: strata([7, 10], [1, 10]) }]);
    expect(units.map(({ adjusted }) => adjusted)).toEqual([expect.closeTo(14 / 20, 12), expect.closeTo(8 / 20, 12)]);
  });

  it('says nothing of a unit without cases, nor where the class reached nothing', () => {
    expect(adjustForCaseMix([{ unit: 'a', strata: [] }])).toEqual([{ unit: 'a', expected: null, adjusted: null, factor: null }]);
    expect(adjustForCaseMix([{ unit: 'a', strata: strata([0, 10], [0, 5]) }])).toMatchObject([{ adjusted: null }]);
  });
});
