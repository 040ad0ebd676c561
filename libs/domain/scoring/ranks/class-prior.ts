import { logBeta, sumOfLogBetas } from './log-beta.js';
import type { Trials } from './rate-unit.js';

/** One guess at how the true rates of a class are spread: a beta distribution with this mean and this many trials' worth of prior. */
export type ClassShape = { readonly mean: number; readonly size: number };

/** Guesses in the proportions in which the data support them; each counts the same. */
export type ClassPrior = readonly ClassShape[];

type Weighed = ClassShape & { readonly logSize: number; readonly logWeight: number };

const steps = 12;
/** A grid is fine enough where so many of its guesses are worth looking at: its step is then below twice the width of what the data leave open. */
const worthLeast = 5;
const refinementsMax = 4;
const someMost = 100;
/** Guesses less likely than the best one by this factor (e to the …) are not looked at again. */
const worthLooking = 9;
const shapesMax = 40;

/** From half a trial's worth of prior to ten million: more than any class has. */
const logSizes = [Math.log(0.5), Math.log(10_000_000)] as const;

/**
 * The mean of the class for a spread: each unit counts by what it tells of it, its trials less what its own truth is off by
 * (`trials / (1 + (trials - 1) / (size + 1))`), so that one giant does not speak for all.
 */
const meanFor = (units: readonly Trials[], size: number): { readonly mean: number; readonly information: number } => {
  let [sum, information] = [0.5, 1];
  for (const { successes, trials } of units) {
    const perTrial = (size + 1) / (size + trials);
    sum += perTrial * successes;
    information += perTrial * trials;
  }
  return { mean: sum / information, information };
};

const logLikelihood = (units: readonly Trials[], { mean, size }: ClassShape): number => {
  const [alpha, beta] = [size * mean, size * (1 - mean)];
  return sumOfLogBetas(alpha, beta, units) - units.length * logBeta(alpha, beta);
};

/**
 * How well a spread explains the units: the beta-binomial likelihood at the mean that suits it, the width of that mean
 * (Laplace), and a prior that is flat in the standard deviation of the true rates (Gelman et al., Bayesian Data Analysis,
 * 5.3), so that a class of few units neither collapses into one rate nor falls apart.
 */
const weigh = (units: readonly Trials[], logSize: number): Weighed => {
  const size = Math.exp(logSize);
  const { mean, information } = meanFor(units, size);
  const width = (Math.log(mean * (1 - mean)) - Math.log(information)) / 2;
  return { mean, size, logSize, logWeight: logLikelihood(units, { mean, size }) + width - logSize / 2 };
};

const gridOf = (units: readonly Trials[], low: number, high: number): readonly Weighed[] =>
  Array.from({ length: steps + 1 }, (_, index) => weigh(units, low + ((high - low) * index) / steps));

const bestOf = (grid: readonly Weighed[]): number => grid.reduce((best, { logWeight }) => Math.max(best, logWeight), -Infinity);

const worthLookingAt = (grid: readonly Weighed[]): readonly Weighed[] => {
  const best = bestOf(grid);
  return grid.filter(({ logWeight }) => logWeight > best - worthLooking);
};

/** Looks again, more closely, where it is worth it. */
const refine = (units: readonly Trials[], grid: readonly Weighed[]): readonly Weighed[] => {
  const worth = worthLookingAt(grid).map(({ logSize }) => logSize);
  const step = ((grid.at(-1)?.logSize ?? 0) - (grid[0]?.logSize ?? 0)) / steps;
  return gridOf(units, Math.max(logSizes[0], Math.min(...worth) - step), Math.min(logSizes[1], Math.max(...worth) + step));
};

/** Of a large class some units, evenly picked, tell where to look. */
const someOf = (units: readonly Trials[]): readonly Trials[] => {
  const stride = Math.ceil(units.length / someMost);
  return stride <= 1 ? units : units.filter((_, index) => index % stride === 0);
};

/** Evenly spaced picks along the summed weights: the same picks for the same grid, without a draw. */
const pick = (grid: readonly Weighed[]): ClassPrior => {
  const best = bestOf(grid);
  const weights = grid.map(({ logWeight }) => Math.exp(logWeight - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const picks: ClassShape[] = [];
  let passed = 0;
  grid.forEach((shape, index) => {
    passed += weights[index] ?? 0;
    while (picks.length < shapesMax && passed / total > (picks.length + 0.5) / shapesMax) picks.push(shape);
  });
  return picks;
};

/**
 * What the units of a class say about how their true rates are spread, as guesses that each count the same. Averaging
 * over them, instead of believing the one best guess, is what lets rank ranges of a small class keep their promise.
 *
 * @param units those with trials; their order may move the last digits of a double, so callers sort them first
 */
export const classPrior = (units: readonly Trials[]): ClassPrior => {
  const few = someOf(units);
  let grid = refine(few, gridOf(few, ...logSizes));
  if (few !== units) grid = refine(units, grid);
  for (let round = 1; round < refinementsMax && worthLookingAt(grid).length < worthLeast; round += 1) grid = refine(units, grid);
  return pick(grid);
};

export type PriorOf = (units: readonly Trials[]) => ClassPrior;

const isSame = (one: readonly Trials[], other: readonly Trials[]): boolean =>
  one.length === other.length && one.every(({ successes, trials }, index) => other[index]?.successes === successes && other[index].trials === trials);

/** The same, remembering what was asked before: two schemes compared rest on many of the same figures, or on all. */
export const rememberedPriors = (): PriorOf => {
  const known: { readonly units: readonly Trials[]; readonly prior: ClassPrior }[] = [];
  return (units) => {
    const before = known.find((one) => isSame(one.units, units));
    if (before !== undefined) return before.prior;
    const prior = classPrior(units);
    known.push({ units, prior });
    return prior;
  };
};

/** A unit's rate as its class and its own cases together say it: between the raw rate and the mean of the class. */
export const posteriorMean = (prior: ClassPrior, { successes, trials }: Trials): number =>
  prior.reduce((sum, { mean, size }) => sum + (size * mean + successes) / (size + trials), 0) / prior.length;
