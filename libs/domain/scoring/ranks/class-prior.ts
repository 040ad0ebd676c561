import { logGamma } from './log-gamma.js';
import type { Trials } from './rate-unit.js';

/** One guess at how the true rates of a class are spread: a beta distribution with this mean and this many trials' worth of prior. */
export type ClassShape = { readonly mean: number; readonly size: number };

/** Guesses in the proportions in which the data support them; each counts the same. */
export type ClassPrior = readonly ClassShape[];

/** The rectangle of guesses looked at: logit of the mean, logarithm of the size. */
type Box = { readonly low: Point; readonly high: Point };
type Point = { readonly mean: number; readonly size: number };
type Weighed = Point & { readonly logWeight: number };

const sides = 15;
const refinements = 6;
/** Guesses less likely than the best one by this factor (e to the …) are not looked at again. */
const worthLooking = 9;
const shapesMax = 40;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (p: number): number => Math.log(p / (1 - p));

/**
 * The beta-binomial likelihood of all units, times a prior that is flat in the mean and in the standard deviation of the
 * true rates (Gelman et al., Bayesian Data Analysis, 5.3): a class of few units then neither collapses into one rate
 * nor falls apart.
 */
const logWeightAt = (units: readonly Trials[], at: Point): number => {
  const mean = logistic(at.mean);
  const size = Math.exp(at.size);
  const [alpha, beta] = [size * mean, size * (1 - mean)];
  const constant = logGamma(size) - logGamma(alpha) - logGamma(beta);
  let sum = Math.log(mean * (1 - mean)) - at.size / 2;
  for (const { successes, trials } of units) {
    sum += constant + logGamma(alpha + successes) + logGamma(beta + trials - successes) - logGamma(size + trials);
  }
  return sum;
};

const along = (low: number, high: number, index: number): number => low + ((high - low) * index) / (sides - 1);

const gridOf = (units: readonly Trials[], { low, high }: Box): readonly Weighed[] =>
  Array.from({ length: sides * sides }, (_, index) => {
    const at = { mean: along(low.mean, high.mean, Math.floor(index / sides)), size: along(low.size, high.size, index % sides) };
    return { ...at, logWeight: logWeightAt(units, at) };
  });

const bestOf = (grid: readonly Weighed[]): number => grid.reduce((best, { logWeight }) => Math.max(best, logWeight), -Infinity);

/** The part of a box that is worth looking at again, and one step more on every side. */
const narrow = (grid: readonly Weighed[], { low, high }: Box): Box => {
  const worth = grid.filter(({ logWeight }) => logWeight > bestOf(grid) - worthLooking);
  const step = { mean: (high.mean - low.mean) / (sides - 1), size: (high.size - low.size) / (sides - 1) };
  const range = (side: 'mean' | 'size'): readonly [number, number] => {
    const values = worth.map((point) => point[side]);
    return [Math.max(low[side], Math.min(...values) - step[side]), Math.min(high[side], Math.max(...values) + step[side])];
  };
  const [mean, size] = [range('mean'), range('size')];
  return { low: { mean: mean[0], size: size[0] }, high: { mean: mean[1], size: size[1] } };
};

/** From about one trial's worth of prior to ten million: more than any class has. */
const sizeRange = [Math.log(0.5), Math.log(10_000_000)] as const;
const meanReach = 4;

const startBox = (units: readonly Trials[]): Box => {
  const successes = units.reduce((sum, unit) => sum + unit.successes, 0.5);
  const trials = units.reduce((sum, unit) => sum + unit.trials, 1);
  const centre = logit(successes / trials);
  return { low: { mean: centre - meanReach, size: sizeRange[0] }, high: { mean: centre + meanReach, size: sizeRange[1] } };
};

/** Evenly spaced picks along the summed weights: the same picks for the same grid, without a draw. */
const pick = (grid: readonly Weighed[]): ClassPrior => {
  const best = bestOf(grid);
  const weights = grid.map(({ logWeight }) => Math.exp(logWeight - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const picks: ClassShape[] = [];
  let passed = 0;
  grid.forEach(({ mean, size }, index) => {
    passed += weights[index] ?? 0;
    while (picks.length < shapesMax && passed / total > (picks.length + 0.5) / shapesMax) picks.push({ mean: logistic(mean), size: Math.exp(size) });
  });
  return picks;
};

/**
 * What the units of a class say about how their true rates are spread, as guesses that each count the same. Averaging
 * over them, instead of believing the one best guess, is what lets rank intervals of a small class keep their promise.
 *
 * @param units those with trials; in whatever order, the answer is the same to about twelve digits, and exactly so in one order
 */
export const classPrior = (units: readonly Trials[]): ClassPrior => {
  let box = startBox(units);
  let grid = gridOf(units, box);
  for (let round = 0; round < refinements; round += 1) {
    box = narrow(grid, box);
    grid = gridOf(units, box);
  }
  return pick(grid);
};

/** A unit's rate as its class and its own cases together say it: between the raw rate and the mean of the class. */
export const posteriorMean = (prior: ClassPrior, { successes, trials }: Trials): number =>
  prior.reduce((sum, { mean, size }) => sum + (size * mean + successes) / (size + trials), 0) / prior.length;
