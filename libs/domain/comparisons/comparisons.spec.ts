import { at } from '@mingxiao/testing/facts';
import { plainWeek } from '@mingxiao/testing/reference-facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../calendar/working-calendar.js';
import { exactText, floor, fraction, multiply } from '../kernel/fraction.js';
import { differenceOf, relativeChange } from './change.js';
import { contributionsTo, type Child, type Ratio } from './contributions.js';
import { wholeUnits } from './largest-remainder.js';
import { periodBefore, sameElapsedPart, spanOf, workingDaysOf, yearBefore } from './periods.js';
import { againstTarget, targetAt, targetChangesIn, type TargetChange } from './targets.js';

const ratio: fc.Arbitrary<Ratio> = fc.tuple(fc.nat(500), fc.nat(500)).map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b) }));
const children: fc.Arbitrary<Child[]> = fc.array(fc.record({ before: ratio, after: ratio }), { minLength: 1, maxLength: 12 }).map((list) => list.map((one, index) => ({ id: `i-${index}`, ...one })));
const total = (list: readonly Ratio[]): Ratio => ({ numerator: list.reduce((sum, one) => sum + one.numerator, 0), denominator: list.reduce((sum, one) => sum + one.denominator, 0) });

describe('contributions to the change of a ratio', () => {
  it('add up to the change, to the last unit, whatever the children', () =>
    fc.assert(
      fc.property(children, (list) => {
        const change = contributionsTo(list);
        const difference = differenceOf(total(list.map(({ after }) => after)), total(list.map(({ before }) => before)));
        if (change === null || difference === null) return expect([change, difference]).toEqual([null, null]);
        expect(change.units).toBe(Number(floor(multiply(difference, fraction(10_000n)))));
        expect(change.contributions.reduce((sum, { byRate, byShare }) => sum + byRate + byShare, 0)).toBe(change.units);
      }),
      { numRuns: 500 },
    ));

  it('lie with the one child that changed', () =>
    expect(
      contributionsTo([
        { id: 'same', before: { numerator: 9, denominator: 10 }, after: { numerator: 9, denominator: 10 } },
        { id: 'worse', before: { numerator: 9, denominator: 10 }, after: { numerator: 5, denominator: 10 } },
      ]),
    ).toEqual({ units: -2000, contributions: [{ id: 'same', units: 0, byRate: 0, byShare: 0 }, { id: 'worse', units: -2000, byRate: -2000, byShare: 0 }] }));

  it('tell a change of the mix from a change of rates', () => {
    const change = contributionsTo([
      { id: 'easy', before: { numerator: 90, denominator: 100 }, after: { numerator: 45, denominator: 50 } },
      { id: 'hard', before: { numerator: 25, denominator: 50 }, after: { numerator: 50, denominator: 100 } },
    ]);
    expect(change?.contributions.map(({ byRate }) => byRate)).toEqual([0, 0]);
    expect(change?.units).toBeLessThan(0);
  });

  it('are none where a period has no data, and refuse a numerator without a denominator', () => {
    expect(contributionsTo([])).toBeNull();
    const odd: Child = { id: 'odd', before: { numerator: 1, denominator: 0 }, after: { numerator: 1, denominator: 1 } };
    expect(contributionsTo([odd])).toBeNull();
    expect(() => contributionsTo([odd, { id: 'plain', before: { numerator: 1, denominator: 2 }, after: { numerator: 1, denominator: 2 } }])).toThrow(/odd/);
  });

  it('never move a part by a whole unit', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9999, max: 9999 }), { minLength: 1, maxLength: 9 }), (numerators) => {
        const parts = numerators.map((value) => fraction(BigInt(value), 7777n));
        const units = wholeUnits(parts, fraction(BigInt(numerators.reduce((sum, value) => sum + value, 0)), 7777n), 100);
        units.forEach((unit, index) => expect(Math.abs(unit - ((numerators[index] ?? 0) * 100) / 7777)).toBeLessThan(1));
      }),
    ));
});

describe('periods to compare with', () => {
  it('are as many months for months, as many days for days', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(periodBefore({ from: '2026-01-01', to: '2026-03-31' })).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(periodBefore({ from: '2026-03-09', to: '2026-03-15' })).toEqual({ from: '2026-03-02', to: '2026-03-08' });
  });

  it('a year back keep the end of the month', () => {
    expect(yearBefore({ from: '2025-02-01', to: '2025-02-28' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(yearBefore({ from: '2024-02-10', to: '2024-02-29' })).toEqual({ from: '2023-02-10', to: '2023-02-28' });
    expect(yearBefore({ from: '2026-03-05', to: '2026-03-20' })).toEqual({ from: '2025-03-05', to: '2025-03-20' });
  });

  const calendar = compileCalendar(plainWeek);
  const [march, february] = [spanOf(calendar, { from: '2026-03-01', to: '2026-03-31' }), spanOf(calendar, { from: '2026-02-01', to: '2026-02-28' })];

  it('of a running period are cut where as much working time had passed', () => {
    // By Wednesday 4 March, 12:00 two and a half working days are over; February began on a Sunday.
    expect(sameElapsedPart(calendar, march, february, at('2026-03-04T12:00'))).toEqual({ from: february.from, until: at('2026-02-04T12:00') });
    expect(sameElapsedPart(calendar, march, february, at('2026-04-02'))).toEqual(february);
    expect(sameElapsedPart(calendar, march, february, at('2026-03-31T12:00')).until).toBe(february.until);
  });

  it('compare counts a working day', () => {
    expect([workingDaysOf(calendar, march), workingDaysOf(calendar, february)]).toEqual([22, 20]);
    const volume = (count: number, days: number) => ({ count, workingMs: days * 86_400_000 });
    const change = relativeChange(volume(110, 22), volume(100, 20));
    expect(change && exactText(change)).toBe('0');
    expect(relativeChange(volume(10, 22), volume(0, 20))).toBeNull();
  });
});

describe('targets', () => {
  const change = (value: number | null, effectiveFrom: string, unit: string | null = null, setAt = effectiveFrom): TargetChange => ({
    indicator: 'onTime', unit, value, effectiveFrom: at(effectiveFrom), setAt: at(setAt), actor: 'U-1', reason: 'plan',
  });
  const log = [change(95, '2026-01-01'), change(90, '2026-02-15'), change(99, '2026-01-01', 'S-2'), change(80, '2026-01-01', 'S-3', '2026-04-02')];
  const figure = { scale: 100, direction: 'higher' } as const;

  it('are the unit’s own, else everybody’s, as of an instant', () => {
    expect(targetAt(log, 'onTime', 'S-1', at('2026-02-01'))?.value).toBe(95);
    expect(targetAt(log, 'onTime', 'S-1', at('2026-03-01'))?.value).toBe(90);
    expect(targetAt(log, 'onTime', 'S-2', at('2026-03-01'))?.value).toBe(99);
    expect(targetAt(log, 'onTime', 'S-1', at('2025-03-01'))).toBeNull();
  });

  it('of a unit are everybody’s until it has its own, which takes nothing back', () => {
    const later = [...log, change(97, '2026-07-01', 'S-1'), change(85, '2026-08-01')];
    expect(['2026-02-01', '2026-06-30', '2026-07-01', '2026-09-01'].map((day) => targetAt(later, 'onTime', 'S-1', at(day))?.value)).toEqual([95, 90, 97, 97]);
    expect(targetChangesIn(later, 'onTime', 'S-1', { from: -Infinity, until: Infinity }).map(({ value }) => value)).toEqual([95, 90, 97]);
  });

  it('show their changes within a period', () =>
    expect(targetChangesIn(log, 'onTime', 'S-1', { from: at('2026-02-01'), until: at('2026-03-01') }).map(({ value }) => value)).toEqual([90]));

  it('are met exactly at their value, and tell when they were set after the fact', () => {
    const end = at('2026-04-01');
    const standing = (numerator: number, unit: string) => againstTarget({ numerator, denominator: 100 }, figure, targetAt(log, 'onTime', unit, at('2026-03-31')), end);
    expect(standing(90, 'S-1')).toMatchObject({ met: true, setAfterwards: false });
    expect(standing(89, 'S-1')).toMatchObject({ met: false });
    expect(standing(89, 'S-3')).toMatchObject({ met: true, setAfterwards: true });
    expect(againstTarget({ numerator: 0, denominator: 0 }, figure, targetAt(log, 'onTime', 'S-1', end), end)).toBeNull();
  });
});
