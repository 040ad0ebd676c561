import { randomBeta } from 'd3-random';
import type { Chance } from './chance.js';
import type { ClassPrior } from './class-prior.js';
import type { Trials } from './rate-unit.js';

/** Every guess at a class is drawn from equally often, and in the same order for every unit: they share the class they live in. */
export const drawRates = (prior: ClassPrior, { successes, trials }: Trials, count: number, chance: Chance): Float64Array => {
  const draws = new Float64Array(count);
  const beta = randomBeta.source(chance);
  const perShape = Math.ceil(count / prior.length);
  for (let from = 0; from < count; from += perShape) {
    const shape = prior[from / perShape];
    if (shape === undefined) break;
    const draw = beta(shape.size * shape.mean + successes, shape.size * (1 - shape.mean) + trials - successes);
    for (let index = from; index < Math.min(from + perShape, count); index += 1) draws[index] = draw();
  }
  return draws;
};

/** The prior of somebody who knows nothing about the class (Jeffreys): for ranks without shrinkage. */
export const knowingNothing: ClassPrior = [{ mean: 0.5, size: 1 }];
