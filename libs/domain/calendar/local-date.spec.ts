import { describe, expect, it } from 'vitest';
import { addMonthsToDay, dayNumberOf, localDateOfDay, weekdayOf } from './local-date.js';

const monthsLater = (date: string, months: number) => localDateOfDay(addMonthsToDay(dayNumberOf(date), months));

describe('local dates', () => {
  it('number days from 1970-01-01 and back', () => {
    expect(dayNumberOf('1970-01-02')).toBe(1);
    expect(localDateOfDay(dayNumberOf('2024-02-29'))).toBe('2024-02-29');
    expect(localDateOfDay(dayNumberOf('1969-12-31'))).toBe('1969-12-31');
  });

  it.each(['2026-02-30', '2026-2-3', '2026-13-01', '', '2026-01-01T00:00'])('refuse %j', (text) => {
    expect(() => dayNumberOf(text)).toThrow(RangeError);
  });

  it('know their weekday, also before 1970', () => {
    expect(weekdayOf(dayNumberOf('2026-02-14'))).toBe(6);
    expect(weekdayOf(dayNumberOf('2018-10-15'))).toBe(1);
    expect(weekdayOf(dayNumberOf('1969-12-28'))).toBe(7);
  });

  it('end a month that lacks the date on its last day', () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsLater('2024-01-31', 1)).toBe('2024-02-29');
    expect(monthsLater('2026-08-31', 1)).toBe('2026-09-30');
    expect(monthsLater('2026-03-31', -1)).toBe('2026-02-28');
    expect(monthsLater('2026-11-30', 3)).toBe('2027-02-28');
    expect(monthsLater('2026-12-15', 1)).toBe('2027-01-15');
  });
});
