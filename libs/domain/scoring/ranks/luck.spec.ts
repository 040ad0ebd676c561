import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassShape } from './class-prior.js';
import { momentsOf, sharedGuesses } from './luck.js';

const shape = fc.record({ mean: fc.double({ min: 0.001, max: 0.999, noNaN: true }), size: fc.double({ min: 0.5, max: 1e6, noNaN: true }) });
/** Guesses as a class gives them: some come several times. */
const priors = fc.array(fc.tuple(shape, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 6 }).map((all) => all.flatMap(([guess, times]) => new Array<ClassShape>(times).fill(guess)));

describe('what is known of a rate', () => {
  it('is the mean and the spread of its posteriors under every guess at its class, each of them counting the same', () =>
    fc.assert(
      fc.property(priors, fc.nat(100), fc.nat(1000), (prior, successes, failures) => {
        const trials = successes + failures;
        const posteriors = prior.map(({ mean, size }) => [size * mean + successes, size * (1 - mean) + failures] as const);
        const ofAll = (value: (alpha: number, beta: number) => number): number => posteriors.reduce((sum, [alpha, beta]) => sum + value(alpha, beta), 0) / prior.length;
        const mean = ofAll((alpha, beta) => alpha / (alpha + beta));
        const within = ofAll((alpha, beta) => (alpha * beta) / ((alpha + beta) ** 2 * (alpha + beta + 1)));
        const between = ofAll((alpha, beta) => (alpha / (alpha + beta) - mean) ** 2);
        const said = momentsOf(sharedGuesses(prior), { successes, trials });
        expect(said.mean).toBeCloseTo(mean, 12);
        expect(said.deviation ** 2).toBeCloseTo(within + between, 12);
      }),
    ));
});
