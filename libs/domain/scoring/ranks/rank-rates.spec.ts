import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction } from '../../kernel/fraction.js';
import { exactRanks } from './exact-ranks.js';
import { rankRates, type RateUnit } from './rank-rates.js';

const unit = (name: string, successes: number, trials: number, unitClass: string | null = 'hall'): RateUnit => ({ unit: name, unitClass, successes, trials });
const quick = { draws: 200 };
const unitsOf = fc.uniqueArray(
  fc.record({ unit: fc.string({ minLength: 1, maxLength: 4 }), unitClass: fc.constantFrom(null, 'a', 'b'), trials: fc.integer({ min: 0, max: 400 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }).map(
    ({ unit: name, unitClass, trials, share }) => unit(name, Math.floor(share * trials), trials, unitClass),
  ),
  { minLength: 1, maxLength: 12, selector: ({ unit: name }) => name },
);

/** Twenty sections of one class, all between 85 and 95 per cent of 200 cases. */
const usual = Array.from({ length: 20 }, (_, index) => unit(`S-${index}`, 170 + ((index * 7) % 21), 200));

describe('exact ranks', () => {
  it('share the better rank where values are equal: 1-2-2-4', () =>
    expect(exactRanks([fraction(9n, 10n), fraction(95n, 100n), fraction(18n, 20n), fraction(1n, 2n)])).toEqual([2, 1, 2, 4]));

  it('tell apart what doubles cannot', () =>
    expect(exactRanks([fraction(9007199254740992n, 9007199254740993n), fraction(9007199254740991n, 9007199254740992n)])).toEqual([1, 2]));

  it('give no rank to what has no value, nor let it take one', () => expect(exactRanks([null, fraction(1n), null, fraction(2n)])).toEqual([null, 2, null, 1]));

  it('put the lowest first where lower is better', () => expect(exactRanks([fraction(3n), fraction(1n)], 'lower')).toEqual([2, 1]));
});

describe('ranks by a rate', () => {
  it('are the same whatever order the units come in, ranges and groups included', () =>
    fc.assert(
      fc.property(unitsOf.chain((units) => fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length }))), ([units, shuffled]) => {
        const byName = (list: readonly RateUnit[]) => Object.fromEntries(rankRates(list, quick).map((one) => [one.unit, one]));
        expect(byName(shuffled)).toEqual(byName(units));
      }),
      { numRuns: 40 },
    ));

  it('shrink every rate to somewhere between its own and the mean of its class', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 30, max: 300 }), fc.integer({ min: 50, max: 100 })), { minLength: 3, maxLength: 12 }), (drawn) => {
        const units = drawn.map(([trials, percent], index) => unit(`S-${index}`, Math.floor((trials * percent) / 100), trials));
        const rates = units.map(({ successes, trials }) => successes / trials);
        const [low, high] = [Math.min(...rates), Math.max(...rates)];
        rankRates(units, quick).forEach(({ shrunk }, index) => {
          const raw = rates[index] ?? 0;
          // The class's mean lies within the class's range, give or take the half case that keeps it off 0 and 1.
          expect(shrunk).toBeGreaterThanOrEqual(Math.min(raw, low) - 0.02);
          expect(shrunk).toBeLessThanOrEqual(Math.max(raw, high) + 0.02);
        });
        const extreme = rates.indexOf(high);
        if (high - low > 0.05) expect(rankRates(units, quick)[extreme]?.shrunk).toBeLessThan(high);
      }),
      { numRuns: 60 },
    ));

  it('put a section of five cases neither first nor last by luck', () => {
    // What five cases of a class at nine in ten bring, 99 times in a hundred.
    for (const successes of [3, 4, 5]) {
      const ranked = rankRates([...usual, unit('tiny', successes, 5)], { ...quick, minimumCases: 1 });
      const order = [...ranked].sort((x, y) => (y.shrunk ?? 0) - (x.shrunk ?? 0)).map(({ unit: name }) => name);
      expect([order[0], order.at(-1)]).not.toContain('tiny');
      const { from = 0, to = 0 } = ranked.at(-1)?.range ?? {};
      expect(to - from).toBeGreaterThan(10);
    }
  });

  it('do show it first or last without shrinkage, which is what shrinkage is for', () => {
    const ranked = rankRates([...usual, unit('tiny', 3, 5)], { ...quick, minimumCases: 1, shrink: false });
    expect([...ranked].sort((x, y) => (y.shrunk ?? 0) - (x.shrunk ?? 0)).at(-1)?.unit).toBe('tiny');
  });

  it('are not given below the minimum, nor without data', () => {
    const [few, none, many] = rankRates([unit('few', 29, 29), unit('none', 0, 0), unit('many', 30, 60)], quick);
    expect(few).toMatchObject({ rank: null, note: 'too-few', range: null, interval: { upper: 1 } });
    expect(none).toMatchObject({ rank: null, note: 'no-data', interval: null, shrunk: null });
    expect(many).toMatchObject({ rank: 1, note: null, range: { from: 1, to: 1, inTop: 1 }, group: 1 });
  });

  it('group what cannot be told apart, and part what can', () => {
    const ranked = rankRates([unit('a', 990, 1000), unit('b', 988, 1000), unit('c', 700, 1000), unit('d', 705, 1000)], { draws: 1000 });
    expect(ranked.map(({ group }) => group)).toEqual([1, 1, 2, 2]);
  });

  it('add up: each rank is held by somebody, so the chances of the first k add up to k', () => {
    const sum = rankRates(usual, { draws: 500, top: 3 }).reduce((total, { range }) => total + (range?.inTop ?? 0), 0);
    expect(sum).toBeCloseTo(3, 9);
  });

  it('change with the seed only in what is drawn', () => {
    const [one, two] = [1, 2].map((seed) => rankRates(usual, { ...quick, seed }));
    expect(two?.map(({ rank, shrunk }) => ({ rank, shrunk }))).toEqual(one?.map(({ rank, shrunk }) => ({ rank, shrunk })));
    expect(rankRates(usual, quick)).toEqual(one);
  });
});
