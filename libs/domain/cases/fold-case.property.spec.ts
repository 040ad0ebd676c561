import { acceptedFacts, anyFacts, deliveryOf } from '@mingxiao/testing/arbitrary-case';
import { at } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, plainWeek, unitFact } from '@mingxiao/testing/reference-facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../calendar/working-calendar.js';
import { workingTime } from '../calendar/working-time.js';
import { buildReference } from '../reference/build-reference.js';
import type { CaseState } from './case-state.js';
import { clockAt } from './clock-at.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const hearing = { reason: 'hearing', title: {}, longest: days(2), approvers: [], legalBasis: null };
const survey = { ...hearing, reason: 'survey', longest: null };

/** A week with a holiday and a make-up workday in it. */
const week = { ...plainWeek, exceptions: { '2018-10-18': false, '2018-10-20': true } };

const reference = buildReference([
  calendarFact(week),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: days(10) }, pauses: [hearing, survey] })),
  kindFact(kindOf('pausing', { limits: { promised: days(3), statutory: null }, supplementPauses: true })),
  kindFact(kindOf('next-day', { limits: { promised: days(3), statutory: { amount: 1, unit: 'month' } }, counting: 'next-day' })),
  unitFact('S-1', 'section', 'D-1'),
  unitFact('D-1', 'department'),
]);

const readings = fc.integer({ min: -100, max: 1500 }).map((steps) => at('2018-10-15T10:00') + steps * 1_777_777);
const fold = (facts: Parameters<typeof foldCase>[1]) => foldCase('C-1', facts, reference);

describe('the same facts', () => {
  it('give the same state in whatever order and however often they are delivered', () => {
    const deliveries = anyFacts.chain((facts) => fc.tuple(fc.constant(facts), deliveryOf(facts)));
    fc.assert(fc.property(deliveries, ([facts, delivered]) => void expect(fold(delivered)).toEqual(fold(facts))), { numRuns: 500 });
  });
});

describe('the parts of the holders of any case', () => {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  it('are there from the first finish on, one for each holder, and share out the whole case', () =>
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { firstFinishedAt, holders, holderTrees, holderParts } = fold(facts);
        expect(holderTrees).toHaveLength(holders.length);
        expect(holderParts).toHaveLength(firstFinishedAt === null ? 0 : holders.length);
        if (firstFinishedAt !== null) expect(total(holderParts.map(({ sharePpm }) => sharePpm))).toBe(1_000_000);
      }),
      { numRuns: 300 },
    ));

  it('add up to what the case used, and to what it used after it was due', () =>
    fc.assert(
      fc.property(acceptedFacts, (facts) => {
        const state = fold(facts);
        const { firstFinishedAt, holders, holderParts, usedMs, promised, statutory, reopenedAt } = state;
        if (firstFinishedAt === null) return;
        expect(total(holderParts.map((part) => part.usedMs))).toBe(usedMs);
        if (reopenedAt.length > 0) return;
        const segments = clockAt(state, reference, firstFinishedAt).segments.filter(({ counts }) => counts);
        const within = (from: number, to: number) => total(segments.map((segment) => Math.max(0, Math.min(segment.to, to) - Math.max(segment.from, from))));
        const dueAt = promised?.dueAt ?? statutory?.dueAt ?? Infinity;
        expect(holderParts.map((part) => part.usedMs)).toEqual(holders.map(({ from, to }) => within(from, to ?? NaN)));
        expect(holderParts.map(({ delayMs }) => delayMs)).toEqual(holders.map(({ from, to }) => within(Math.max(from, dueAt), to ?? NaN)));
      }),
      { numRuns: 300 },
    ));
});

describe('the clock of any case', () => {
  const read = (state: CaseState, instant: number) => ({ state, clock: clockAt(state, reference, instant) });
  const cases = fc.tuple(acceptedFacts, readings).map(([facts, instant]) => read(fold(facts), instant));
  const always = (check: (given: ReturnType<typeof read>) => void) => fc.assert(fc.property(cases, (given) => void check(given)), { numRuns: 250 });

  it('is tiled by its segments without gap or overlap, and their seconds add up', () =>
    always(({ clock: { from, to, segments, elapsedMs } }) => {
      let reached = from ?? 0;
      for (const segment of segments) {
        expect(segment.from).toBe(reached);
        expect(segment.to).toBeGreaterThan(segment.from);
        reached = segment.to;
      }
      expect(reached).toBe(to);
      const seconds = segments.reduce((sum, segment) => sum + segment.seconds, 0);
      expect(seconds).toBe(Math.floor((elapsedMs ?? 0) / 1000 + 0.5));
    }));

  it('used exactly the segments that count', () =>
    always(({ clock: { segments, usedMs } }) =>
      expect(segments.reduce((sum, { from, to, counts }) => sum + (counts ? to - from : 0), 0)).toBe(usedMs)));

  it('shares its seconds among its holders without rest', () =>
    always(({ clock: { segments, holders } }) =>
      expect(holders.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(segments.reduce((sum, { seconds }) => sum + seconds, 0))));

  it('never uses less than nothing, nor more than passed', () =>
    always(({ clock: { usedMs, suspendedMs, elapsedMs } }) => {
      expect(usedMs).toBeGreaterThanOrEqual(0);
      expect(suspendedMs).toBeGreaterThanOrEqual(0);
      expect(usedMs).toBeLessThanOrEqual(elapsedMs ?? 0);
    }));

  it('splits working time into used and suspended where no wait pauses and nothing was reopened', () => {
    const calendar = compileCalendar(week);
    const isPlain = ({ clockUnit, reopenedAt, waits }: CaseState) =>
      clockUnit !== 'elapsed' && reopenedAt.length === 0 && !waits.some(({ pauses }) => pauses);
    always(({ state, clock: { from, to, usedMs, suspendedMs } }) => {
      if (!isPlain(state) || state.clockUnit === 'elapsed' || from === null || to === null) return;
      expect((usedMs ?? NaN) + (suspendedMs ?? NaN)).toBe(workingTime(calendar, state.clockUnit, from, to));
    });
  });

  it('reads at the finish what the fold kept for the first one', () =>
    always(({ state }) => {
      const { firstFinishedAt, firstVerdict, elapsedMs, usedMs, suspendedMs } = state;
      if (firstFinishedAt === null || state.reopenedAt.length > 0) return;
      const reading = clockAt(state, reference, firstFinishedAt);
      expect(reading).toMatchObject({ elapsedMs, usedMs, suspendedMs });
      expect(reading.promised?.late ?? null).toBe(reading.promised === null ? null : (firstVerdict?.promisedLate ?? false));
    }));

  it('is late exactly when more was used than a working limit in clock mode allows', () => {
    const unitMs = { 'working-day': 86_400_000, 'working-hour': 3_600_000, elapsed: NaN };
    /** Milliseconds that may be used; NaN where the limit is another than an amount of working time. */
    const allowance = ({ promised, extended, clockUnit, kind }: CaseState): number => {
      if (promised?.amount?.unit !== clockUnit || promised.supplied || promised.dueAt === null) return NaN;
      return kind === 'next-day' || extended.length > 0 ? NaN : promised.amount.amount * unitMs[clockUnit];
    };
    always(({ state, clock }) => {
      const allowed = allowance(state);
      const decided = Number.isFinite(allowed) && clock.usedMs !== allowed && clock.to !== state.acceptedAt;
      if (decided) expect(clock.promised?.late).toBe((clock.usedMs ?? 0) > allowed);
    });
  });
});
