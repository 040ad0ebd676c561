import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedRanks, tableOf } from './simulated-ranks.js';

/** What the ranks say, counted one by one. */
const naiveRanks = (byUnit: readonly (readonly number[])[], level: number, top: number) =>
  byUnit.map((own) => {
    const ranks = own.map((value, draw) => 1 + byUnit.filter((other) => (other[draw] ?? 0) > value).length).sort((a, b) => a - b);
    const tail = ((1 - level) / 2) * own.length;
    const from = ranks.find((_, passed) => passed + 1 > tail);
    const to = ranks.find((rank) => ranks.filter((other) => other <= rank).length >= own.length - tail);
    return { from, to, inTop: ranks.filter((rank) => rank <= top).length / own.length };
  });

const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((double) => Math.round(double * 1000) / 1000));
const tables = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 9 })).chain(([units, draws]) => fc.array(fc.array(value, { minLength: draws, maxLength: draws }), { minLength: units, maxLength: units }));

describe('simulated ranks', () => {
  it('are what counting one by one gives, below zero too, and equal values share the better rank', () =>
    fc.assert(
      fc.property(tables, fc.constantFrom(0.5, 0.9, 0.95), fc.integer({ min: 1, max: 9 }), (byUnit, level, top) => {
        expect(simulatedRanks(tableOf(byUnit.map((own) => Float64Array.from(own))), level, top)).toEqual(naiveRanks(byUnit, level, top));
      }),
    ));
});
