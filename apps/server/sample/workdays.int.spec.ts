import { dayNumberOf } from '@mingxiao/domain/calendar/local-date';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorkdays } from './workdays.js';

const first = dayNumberOf('2025-01-01');
const workdays = createWorkdays(first);
const at = (text: string): number => Date.parse(`${text}+08:00`);
const position = fc.double({ min: 0, max: 500, noNaN: true });

describe('office time of the sample city', () => {
  it('keeps the gazetted holidays and make-up workdays', () => {
    expect(workdays.isWorkday(dayNumberOf('2026-02-14'))).toBe(true);
    expect(workdays.isWorkday(dayNumberOf('2026-02-17'))).toBe(false);
  });

  it.each([
    ['2026-03-02T10:00:00', 1, '2026-03-03T10:00:00'],
    ['2026-03-06T10:00:00', 1, '2026-03-09T10:00:00'],
    ['2026-03-02T11:30:00', 1 / 6.5, '2026-03-02T14:00:00'],
    ['2026-02-13T16:00:00', 2, '2026-02-24T16:00:00'],
  ])('from %s on, %d office days end at %s', (from, days, to) => {
    expect(workdays.instantAt(workdays.positionOf(at(from)) + days)).toBe(at(to));
  });

  it('finds the position again at the instant it answers, to the second', () =>
    fc.assert(
      fc.property(position, (value) => {
        expect(workdays.positionOf(workdays.instantAt(value))).toBeCloseTo(value, 3);
      }),
    ));

  it('never runs backwards', () =>
    fc.assert(
      fc.property(position, position, (one, other) => {
        expect(workdays.instantAt(Math.min(one, other))).toBeLessThanOrEqual(workdays.instantAt(Math.max(one, other)));
      }),
    ));
});
