import { randomNormal } from 'd3-random';
import { fnv } from '../../kernel/fnv.js';
import { chanceOf } from './chance.js';
import type { ClassPrior } from './class-prior.js';
import type { Trials } from './rate-unit.js';

/** A rate as far as it is known: where it lies, and how far off it may be. */
export type Moments = { readonly mean: number; readonly deviation: number };

/** Mean and standard deviation of a unit's posterior, over all guesses at its class. */
export const momentsOf = (prior: ClassPrior, { successes, trials }: Trials): Moments => {
  let [sum, squares] = [0, 0];
  for (const { mean, size } of prior) {
    const centre = (size * mean + successes) / (size + trials);
    sum += centre;
    squares += (centre * (1 - centre)) / (size + trials + 1) + centre * centre;
  }
  const mean = sum / prior.length;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / prior.length - mean * mean)) };
};

/** A prime, so that every stride walks through the whole table. */
export const luckMax = 4093;

/** Standard normal numbers, the same for one seed: drawing them anew for each rate would take most of the time. */
export const luckTable = (seed: number): Float64Array => {
  const draw = randomNormal.source(chanceOf(seed, 'luck'))(0, 1);
  const table = Float64Array.from({ length: luckMax }, draw);
  const mean = table.reduce((sum, value) => sum + value, 0) / luckMax;
  const deviation = Math.sqrt(table.reduce((sum, value) => sum + (value - mean) ** 2, 0) / luckMax);
  return table.map((value) => (value - mean) / deviation);
};

/**
 * Draws of one figure, `full` times a rate, by a walk of its own through the table: named after what it is for, so that two schemes, and any
 * set of units beside it, see the same luck. They are put into `draws`, which callers use again for the next unit.
 */
export const drawLuck = (table: Float64Array, name: string, { moments, full }: { readonly moments: Moments; readonly full: number }, draws: Float64Array): void => {
  const { mean, deviation } = moments;
  let at = fnv(name) % luckMax;
  const stride = 1 + (fnv(name, 0x9747b28c) % (luckMax - 1));
  for (let index = 0; index < draws.length; index += 1) {
    draws[index] = full * Math.min(1, Math.max(0, mean + deviation * (table[at] ?? 0)));
    at += stride;
    if (at >= luckMax) at -= luckMax;
  }
};
