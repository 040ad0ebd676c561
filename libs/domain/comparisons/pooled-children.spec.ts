import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floor, fraction, multiply } from '../kernel/fraction.js';
import { differenceOf } from './change.js';
import { contributionsTo, ratioUnits, type Child, type Ratio } from './contributions.js';
import { pooledChildren } from './pooled-children.js';

const ratio = fc.record({ numerator: fc.nat(50), denominator: fc.nat(50) });
const children = fc.array(fc.record({ before: ratio, after: ratio }), { minLength: 1, maxLength: 12 }).map((all): Child[] => all.map((one, index) => ({ id: `I-${index}`, ...one })));

const totalOf = (all: readonly Child[], period: 'before' | 'after'): Ratio =>
  all.reduce((sum, child) => ({ numerator: sum.numerator + child[period].numerator, denominator: sum.denominator + child[period].denominator }), { numerator: 0, denominator: 0 });

describe('children without a ratio of their own', () => {
  it('are put together, and nothing is lost or counted twice', () => {
    fc.assert(
      fc.property(children, (all) => {
        const pools = pooledChildren(all);
        expect(pools.flatMap(({ members }) => members).sort()).toEqual(all.map(({ id }) => id).sort());
        expect([totalOf(pools, 'before'), totalOf(pools, 'after')]).toEqual([totalOf(all, 'before'), totalOf(all, 'after')]);
      }),
    );
  });

  it('explain the change of the whole with the others, to the unit', () => {
    fc.assert(
      fc.property(children, (all) => {
        const difference = differenceOf(totalOf(all, 'after'), totalOf(all, 'before'));
        const change = contributionsTo(pooledChildren(all));
        expect(change?.units ?? null).toBe(difference === null ? null : Number(floor(multiply(difference, fraction(BigInt(ratioUnits))))));
        expect(change?.contributions.reduce((sum, { units }) => sum + units, 0)).toBe(change?.units);
      }),
    );
  });
});
