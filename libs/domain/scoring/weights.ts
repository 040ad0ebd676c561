import { unitsOf } from './points.js';
import type { Assessment } from './scheme.js';

/** The weights of units of no class, or of one that a scheme does not list, stand under this name. */
export const defaultWeights = 'default';

/** Parts of a whole as integers, by component: what each has is its part over the sum of those that count. */
export type Weights = ReadonlyMap<string, number>;

/** The weights of a unit of that class, in ten-thousandths of a per cent. */
export const weightsFor = ({ components, weights }: Assessment, unitClass: string | null): Weights => {
  const own = unitClass === null || unitClass === defaultWeights ? undefined : weights[unitClass];
  const chosen = own ?? weights[defaultWeights] ?? {};
  return new Map(components.map(({ id }) => [id, unitsOf(chosen[id] ?? 0)]));
};

/** One weight times `percent` per cent, the others as they are: whoever uses parts of a sum has the whole renormalised. */
export const withWeight = (weights: Weights, id: string, percent: number): Weights =>
  new Map([...weights].map(([name, weight]) => [name, weight * (name === id ? percent : 100)]));

export const sumOf = (weights: Weights): number => [...weights.values()].reduce((sum, weight) => sum + weight, 0);
