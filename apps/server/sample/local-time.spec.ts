import { dayNumberOf, localDateOfDay } from '@mingxiao/domain/calendar/local-date';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDayOfYearUpTo, localDayOf, localTime, startOfDay } from './local-time.js';

describe('local time of the sample city', () => {
  it.each([
    ['2026-11-21', '2025-11-22'],
    ['2026-12-31', '2026-01-01'],
    ['2025-02-28', '2024-02-29'],
    ['2024-02-29', '2023-03-01'],
  ])('twelve months up to %s begin on %s', (last, first) => {
    expect(localDateOfDay(firstDayOfYearUpTo(dayNumberOf(last)))).toBe(first);
  });

  it('writes the offset, and milliseconds only where there are any', () => {
    expect(localTime(Date.UTC(2026, 2, 1, 20))).toBe('2026-03-02T04:00:00+08:00');
    expect(localTime(Date.UTC(2026, 2, 1, 20) + 7)).toBe('2026-03-02T04:00:00.007+08:00');
  });

  it('has every instant of a day in that day, and the next one not', () =>
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 40_000 }), fc.integer({ min: 0, max: 86_399_999 }), (day, millisecond) => {
        expect(localDayOf(startOfDay(day) + millisecond)).toBe(day);
        expect(localDayOf(startOfDay(day + 1))).toBe(day + 1);
      }),
    ));
});
