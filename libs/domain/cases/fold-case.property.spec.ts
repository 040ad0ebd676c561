import { acceptedFacts, anyFacts, deliveryOf } from '@mingxiao/testing/arbitrary-case';
import { at } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, plainWeek, unitFact } from '@mingxiao/testing/reference-facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workingTime } from '../calendar/working-time.js';
import { buildReference } from '../reference/build-reference.js';
import type { CaseState } from './case-state.js';
import { clockAt } from './clock-at.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const hearing = { reason: 'hearing', title: {}, longest: days(2), approvers: [], legalBasis: null };
const survey = { ...hearing, reason: 'survey', longest: null };

const reference = buildReference([
  calendarFact({ ...plainWeek, exceptions: { '2018-10-18': false, '2018-10-20': true } }),
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
    fc.assert(fc.property(deliveries, ([facts, delivered]) => void expect(fold(delivered)).toEqual(fold(facts))), { numRuns: 1500 });
  });
});

describe('the clock of any case', () => {
  const read = (state: CaseState, instant: number) => ({ state, clock: clockAt(state, reference, instant) });
  const cases = fc.tuple(acceptedFacts, readings).map(([facts, instant]) => read(fold(facts), instant));
  const always = (check: (given: ReturnType<typeof read>) => void) => fc.assert(fc.property(cases, (given) => void check(given)), { numRuns: 800 });

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

  it('splits working time into used and suspended where no wait pauses and nothing was reopened', () =>
    always(({ state, clock }) => {
      const calendar = reference.calendarAt('cn-national', 0);
      const { clockUnit, reopenedAt, waits, acceptedAt } = state;
      if (clockUnit === 'elapsed' || calendar === null || reopenedAt.length > 0 || waits.some(({ pauses }) => pauses)) return;
      const total = Math.max(0, workingTime(calendar, clockUnit, acceptedAt ?? 0, clock.to ?? 0));
      expect((clock.usedMs ?? 0) + (clock.suspendedMs ?? 0)).toBe(total);
    }));

  it('reads at the finish what the fold kept for the first one', () =>
    always(({ state }) => {
      if (state.firstFinishedAt === null || state.reopenedAt.length > 0) return;
      const { elapsedMs, usedMs, suspendedMs, promised } = clockAt(state, reference, state.firstFinishedAt);
      expect({ elapsedMs, usedMs, suspendedMs }).toEqual({ elapsedMs: state.elapsedMs, usedMs: state.usedMs, suspendedMs: state.suspendedMs });
      if (promised !== null) expect(promised.late).toBe(state.firstVerdict?.promisedLate ?? false);
    }));

  it('is late exactly when more was used than a working limit in clock mode allows', () =>
    always(({ state, clock }) => {
      const { promised, extended, clockUnit } = state;
      const plain = promised !== null && !promised.supplied && promised.amount?.unit === clockUnit && extended.length === 0;
      if (!plain || state.kind === 'next-day' || promised.dueAt === null || clock.to === state.acceptedAt) return;
      const allowed = (promised.amount?.amount ?? 0) * (clockUnit === 'working-day' ? 86_400_000 : 3_600_000);
      if (clock.usedMs !== allowed) expect(clock.promised?.late).toBe((clock.usedMs ?? 0) > allowed);
    }));
});
