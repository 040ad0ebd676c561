import { describe, expect, it } from 'vitest';
import { exactText } from '../../kernel/fraction.js';
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
    expect(units.map(({ raw }) => raw && exactText(raw))).toEqual(['19/22', '59/110']);
    expect(units.map(({ adjusted }) => adjusted && exactText(adjusted))).toEqual(['7/10', '7/10']);
  });

  it('changes nothing where all have the same mix', () => {
    const units = adjustForCaseMix([{ unit: 'a', strata: strata([9, 10], [5, 10]) }, { unit: 'b', strata: strata([7, 10], [1, 10]) }]);
    for (const { raw, adjusted } of units) expect(adjusted && exactText(adjusted)).toBe(raw && exactText(raw));
  });

  it('says nothing of a unit without cases, nor where the class reached nothing', () => {
    expect(adjustForCaseMix([{ unit: 'a', strata: [] }])).toEqual([{ unit: 'a', raw: null, expected: null, adjusted: null }]);
    expect(adjustForCaseMix([{ unit: 'a', strata: strata([0, 10], [0, 5]) }])).toMatchObject([{ adjusted: null }]);
  });
});
