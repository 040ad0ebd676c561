import { chanceOf, type Chance } from './chance.js';
import type { ClassPrior, ClassShape } from './class-prior.js';
import type { Trials } from './rate-unit.js';

/** A rate as far as it is known: where it lies, and how far off it may be. */
export type Moments = { readonly mean: number; readonly deviation: number };

/** A guess at a class, and the share of all guesses that say the same. */
export type SharedGuess = ClassShape & { readonly share: number };

/** Each different guess of a prior once. */
export const sharedGuesses = (prior: ClassPrior): readonly SharedGuess[] =>
  [...new Set(prior)].map((guess) => ({ mean: guess.mean, size: guess.size, share: prior.filter((other) => other === guess).length / prior.length }));

/** Mean and standard deviation of a unit's posterior, over all guesses at its class. */
export const momentsOf = (guesses: readonly SharedGuess[], { successes, trials }: Trials): Moments => {
  let mean = 0;
  let square = 0;
  for (const guess of guesses) {
    const size = guess.size + trials;
    const centre = (guess.size * guess.mean + successes) / size;
    mean += guess.share * centre;
    square += guess.share * ((centre * (1 - centre)) / (size + 1) + centre * centre);
  }
  return { mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)) };
};

/** Numbers that stand for a standard normal distribution: the middle of each of `count` equally likely parts, in ascending order. */
const normalParts = (count: number): Float64Array => {
  const [reach, step] = [6, 1 / 512];
  const parts = new Float64Array(count);
  let [passed, part] = [0, 0];
  for (let at = -reach; at < reach && part < count; at += step) {
    passed += (Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI)) * step;
    while (part < count && passed >= (part + 0.5) / count) parts[part++] = at;
  }
  return parts;
};

const shuffle = (values: Float64Array, chance: Chance): Float64Array => {
  for (let left = values.length - 1; left > 0; left -= 1) {
    const other = Math.floor(chance() * (left + 1));
    [values[left], values[other]] = [values[other] ?? 0, values[left] ?? 0];
  }
  return values;
};

/** A prime, so that the orders differ between any two figures of a unit in all likelihood. */
const orders = 31;

/** Between which values all draws of something lie. */
export type Bounds = { readonly low: number; readonly high: number };

/** The parts of a normal distribution in many orders, each twice over, so that one can be read round from anywhere; `reach` holds them all. */
export type Luck = { readonly seed: number; readonly draws: number; readonly reach: Bounds; readonly orders: readonly Float64Array[] };

const newLuck = (seed: number, draws: number): Luck => {
  const parts = normalParts(draws);
  const reach = { low: parts[0] ?? 0, high: parts.at(-1) ?? 0 };
  const chance = chanceOf(seed, 'luck');
  const inOrder = (): Float64Array => {
    const twice = new Float64Array(2 * draws);
    twice.set(shuffle(parts, chance));
    twice.copyWithin(draws, 0, draws);
    return twice;
  };
  return { seed, draws, reach, orders: Array.from({ length: orders }, inOrder) };
};

/** Rankings mostly ask for the same luck again. */
let latest: Luck | null = null;

/**
 * Luck for so many draws, the same for one seed. Whatever is drawn meets every part of its distribution exactly once, in an order of its
 * own (a Latin hypercube: McKay, Beckman, Conover 1979), so that a few hundred draws tell as much as thousands taken at random.
 */
export const luckOf = (seed: number, draws: number): Luck => {
  if (latest?.seed !== seed || latest.draws !== draws) latest = newLuck(seed, draws);
  return latest;
};

const unbounded: Bounds = { low: -Infinity, high: Infinity };

/**
 * Draws of something, in an order that goes by a hash of what it is: two schemes, and any set of units beside it, see the same luck. What is beyond
 * a bound is brought back to it.
 */
export const drawLuck = ({ draws, orders: all }: Luck, hash: number, { mean, deviation }: Moments, into: Float64Array, { low, high } = unbounded): void => {
  const order = all[hash % orders] ?? into;
  const from = Math.floor(hash / orders) % draws;
  for (let index = 0; index < draws; index += 1) into[index] = Math.min(high, Math.max(low, mean + deviation * (order[from + index] ?? 0)));
};
