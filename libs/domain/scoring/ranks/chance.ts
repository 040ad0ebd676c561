import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { fnv } from '../../kernel/fnv.js';

/** Numbers in [0, 1), one after the other. */
export type Chance = () => number;

/** The first numbers of two seeds resemble each other; these are not used. */
const warmUp = 32;

/**
 * Draws that depend on the seed and on what they are for, and on nothing else: another unit beside it, or another order,
 * changes nothing about a unit's draws.
 */
export const chanceOf = (seed: number, what: string): Chance => {
  const generator = xoroshiro128plus(fnv(`${seed}/${what}`));
  for (let index = 0; index < warmUp; index += 1) generator.next();
  return () => uniformFloat64(generator);
};
