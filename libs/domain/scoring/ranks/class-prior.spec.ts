import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classPrior, rememberedPriors } from './class-prior.js';

const trials = fc.tuple(fc.nat(50), fc.nat(50)).map(([successes, failures]) => ({ successes, trials: successes + failures + 1 }));
const classes = fc.array(fc.array(trials, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

describe('remembered priors', () => {
  it('are what each class says by itself, in whatever order classes are asked for and however like each other they are', () =>
    fc.assert(
      fc.property(classes, (asked) => {
        const priorOf = rememberedPriors();
        for (const units of [...asked, ...asked]) expect(priorOf(units)).toEqual(classPrior(units));
      }),
      { numRuns: 30 },
    ));

  it('are worked out once for the same units', () => {
    const priorOf = rememberedPriors();
    const units = () => [{ successes: 3, trials: 40 }, { successes: 9, trials: 50 }];
    expect(priorOf(units())).toBe(priorOf(units()));
  });
});
