import { describe, expect, it } from 'vitest';
import type { AmountUnit } from '../events/fields.js';
import { toIso } from '../kernel/instant.js';
import { addAmount } from './add-amount.js';
import type { CalendarDefinition, CountingMode } from './calendar.js';
import { compileCalendar } from './working-calendar.js';

const definition: CalendarDefinition = {
  name: 'test',
  version: '1',
  timeZone: 'Asia/Shanghai',
  workingWeekdays: [1, 2, 3, 4, 5],
  exceptions: { '2026-02-14': true, '2026-02-16': false, '2026-02-17': false, '2026-12-31': false },
  officeHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ],
  gazettedUntil: '2026-12-31',
};
const calendar = compileCalendar(definition);
const amsterdam = compileCalendar({ ...definition, timeZone: 'Europe/Amsterdam', exceptions: {} });

/** Local Shanghai time in and out, `YYYY-MM-DDTHH:MM`. */
const due = (from: string, n: number, unit: AmountUnit, mode: CountingMode) =>
  toIso(addAmount(calendar, Date.parse(`${from}:00+08:00`), { amount: n, unit }, mode).at + 8 * 3_600_000).slice(0, 16);
const clock = (from: string, n: number, unit: AmountUnit) => due(from, n, unit, 'clock');
const nextDay = (from: string, n: number, unit: AmountUnit) => due(from, n, unit, 'next-day');
const provisional = (from: string, n: number, unit: AmountUnit, mode: CountingMode) =>
  addAmount(calendar, Date.parse(`${from}:00+08:00`), { amount: n, unit }, mode).provisional;

describe('golden vectors of the signal rules, from Monday 2018-10-15 10:00', () => {
  it.each([
    ['permit, warning', 7 - 3, '2018-10-19'],
    ['permit, yellow', 7, '2018-10-24'],
    ['permit, red', 10, '2018-10-29'],
    ['suspension, warning', 7 - 3, '2018-10-19'],
    ['suspension, yellow', 7, '2018-10-24'],
    ['suspension, red', 7 + 1, '2018-10-25'],
    ['pre-acceptance, warning', 2, '2018-10-17'],
    ['pre-acceptance, yellow', 2 + 3, '2018-10-22'],
    ['pre-acceptance, red', 2 + 5, '2018-10-24'],
    ['certificate, yellow', 3, '2018-10-18'],
    ['complaint, warning', 5 - 3, '2018-10-17'],
    ['complaint, yellow', 5, '2018-10-22'],
    ['complaint, red', 5 + 1, '2018-10-23'],
  ])('%s: %i working days later at the same hour', (_, n, date) => {
    expect(clock('2018-10-15T10:00', n, 'working-day')).toBe(`${date}T10:00`);
  });

  it('moves an instant back by working days at the same hour', () => {
    expect(clock('2018-10-24T10:00', -3, 'working-day')).toBe('2018-10-19T10:00');
  });

  it('takes four fifths of a promise exactly', () => {
    expect(clock('2018-10-15T10:00', 7 * 0.8, 'working-day')).toBe('2018-10-23T00:24');
  });
});

describe('a limit counted by the clock', () => {
  it('begins to run on the next working day when accepted on a holiday', () => {
    expect(clock('2018-10-20T15:00', 1, 'working-day')).toBe('2018-10-23T00:00');
  });

  it('is not shortened by the lunch break in which the case was accepted', () => {
    expect(clock('2018-10-15T12:30', 1, 'working-hour')).toBe('2018-10-15T14:30');
  });

  it('lets natural days and hours elapse over any holiday', () => {
    expect(clock('2026-02-15T10:00', 2, 'natural-day')).toBe('2026-02-17T10:00');
    expect(clock('2026-02-15T22:00', 5, 'hour')).toBe('2026-02-16T03:00');
  });

  it('ends months on the same date and hour, or on the last day of a shorter month', () => {
    expect(clock('2026-01-15T10:00', 1, 'month')).toBe('2026-02-15T10:00');
    expect(clock('2026-01-31T10:00', 1, 'month')).toBe('2026-02-28T10:00');
    expect(clock('2024-01-31T10:00', 1, 'month')).toBe('2024-02-29T10:00');
    expect(clock('2026-12-31T10:00', 2, 'month')).toBe('2027-02-28T10:00');
    expect(clock('2026-01-01T00:00', 0.5, 'month')).toBe('2026-01-16T12:00');
  });

  it('keeps the wall clock over a change of the clocks when it is in months', () => {
    const from = Date.parse('2012-03-01T10:00:00+01:00');
    expect(toIso(addAmount(amsterdam, from, { amount: 1, unit: 'month' }, 'clock').at)).toBe('2012-04-01T08:00:00.000Z');
    const inTheGap = Date.parse('2012-02-25T02:30:00+01:00');
    expect(toIso(addAmount(amsterdam, inTheGap, { amount: 1, unit: 'month' }, 'clock').at)).toBe('2012-03-25T01:00:00.000Z');
  });

  it('takes no time for an amount of nothing', () => {
    for (const unit of ['working-day', 'working-hour', 'natural-day', 'hour', 'month'] as const) {
      expect(clock('2026-02-17T15:30', 0, unit)).toBe('2026-02-17T15:30');
    }
  });
});

describe('a limit counted from the next day', () => {
  it('ends when the office closes on its last working day, whenever on the first day it began', () => {
    expect(nextDay('2018-10-15T10:00', 7, 'working-day')).toBe('2018-10-24T17:00');
    expect(nextDay('2018-10-15T23:59', 7, 'working-day')).toBe('2018-10-24T17:00');
    expect(nextDay('2018-10-20T15:00', 1, 'working-day')).toBe('2018-10-22T17:00');
  });

  it('counts a make-up workday as a last day', () => {
    expect(nextDay('2026-02-13T10:00', 1, 'working-day')).toBe('2026-02-14T17:00');
    expect(nextDay('2026-02-13T10:00', 2, 'working-day')).toBe('2026-02-18T17:00');
  });

  it('moves natural days and months that end on a holiday to the next working day', () => {
    expect(nextDay('2026-02-10T10:00', 5, 'natural-day')).toBe('2026-02-18T17:00');
    expect(nextDay('2026-02-10T10:00', 4, 'natural-day')).toBe('2026-02-14T17:00');
    expect(nextDay('2026-01-17T10:00', 1, 'month')).toBe('2026-02-18T17:00');
    expect(nextDay('2026-01-31T10:00', 1, 'month')).toBe('2026-03-02T17:00');
  });

  it('runs hours from the instant itself', () => {
    expect(nextDay('2018-10-15T10:00', 3, 'working-hour')).toBe('2018-10-15T14:30');
    expect(nextDay('2018-10-15T10:00', 30, 'hour')).toBe('2018-10-16T16:00');
  });

  it('spends a part of a working day in the open hours after the last closing time', () => {
    expect(nextDay('2018-10-15T10:00', 7 * 0.8, 'working-day')).toBe('2018-10-23T14:24');
  });

  it('moves back by working days, to the closing time', () => {
    expect(nextDay('2018-10-24T17:00', -3, 'working-day')).toBe('2018-10-19T17:00');
    expect(nextDay('2018-10-21T10:00', -1, 'working-day')).toBe('2018-10-18T17:00');
  });

  it('is never due before it began', () => {
    expect(nextDay('2018-10-15T20:00', 0, 'working-day')).toBe('2018-10-15T20:00');
    expect(nextDay('2018-10-15T10:00', 0, 'working-day')).toBe('2018-10-15T17:00');
  });
});

describe('a due instant is provisional', () => {
  it('when a working day it rests on is not yet gazetted', () => {
    expect(provisional('2026-12-28T10:00', 2, 'working-day', 'next-day')).toBe(false);
    expect(provisional('2026-12-28T10:00', 3, 'working-day', 'next-day')).toBe(true);
    expect(provisional('2026-12-28T10:00', 3, 'working-day', 'clock')).toBe(true);
    expect(provisional('2026-12-30T10:00', 20, 'working-hour', 'clock')).toBe(true);
  });

  it('when a natural limit ends on a day not yet gazetted or had to move to one', () => {
    expect(provisional('2026-12-28T10:00', 2, 'natural-day', 'next-day')).toBe(false);
    expect(provisional('2026-12-28T10:00', 3, 'natural-day', 'next-day')).toBe(true);
    expect(provisional('2026-12-05T10:00', 1, 'month', 'next-day')).toBe(true);
  });

  it('but not when time only elapses', () => {
    expect(provisional('2026-12-28T10:00', 30, 'natural-day', 'clock')).toBe(false);
    expect(provisional('2026-12-28T10:00', 300, 'hour', 'next-day')).toBe(false);
    expect(provisional('2026-12-28T10:00', 3, 'month', 'clock')).toBe(false);
  });
});

describe('an amount that is none', () => {
  it.each([Number.NaN, Infinity, 1e9])('is refused: %d', (n) => {
    expect(() => clock('2018-10-15T10:00', n, 'working-day')).toThrow(RangeError);
  });
});
