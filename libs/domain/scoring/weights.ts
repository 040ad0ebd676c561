import { unitsOf } from './points.js';
import type { Assessment } from './scheme.js';

/** The weights of units of no class, or of one that a scheme does not list, stand under this name. */
export const defaultWeights = 'default';

/** Parts of a whole as integers, in the order of an assessment's components: what each has is its part over the sum of those that count. */
export type Weights = readonly number[];

/** The weights of a unit of that class, in ten-thousandths of a per cent. */
export const weightsFor = ({ components, weights }: Assessment, unitClass: string | null): Weights => {
  const own = unitClass === null || unitClass === defaultWeights ? undefined : weights[unitClass];
  const chosen = own ?? weights[defaultWeights] ?? {};
  return components.map(({ id }) => unitsOf(chosen[id] ?? 0));
};

export type WeightsOfClass = (unitClass: string | null) => Weights;

/** The weights of every class, changed in one way if need be, and worked out when a class is met first. */
export const weightsByClass = (assessment: Assessment, change: (weights: Weights) => Weights = (weights) => weights): WeightsOfClass => {
  const known = new Map<string | null, Weights>();
  return (unitClass) => {
    const found = known.get(unitClass);
    if (found !== undefined) return found;
    const weights = change(weightsFor(assessment, unitClass));
    known.set(unitClass, weights);
    return weights;
  };
};

/** One weight times `percent` per cent, the others as they are: whoever uses parts of a sum has the whole renormalised. */
export const withWeight = (weights: Weights, place: number, percent: number): Weights => weights.map((weight, index) => weight * (index === place ? percent : 100));

export const sumOf = (weights: Weights): number => weights.reduce((sum, weight) => sum + weight, 0);
