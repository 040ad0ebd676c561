import { describe, expect, it } from 'vitest';
import { millisecondsPerDay, toIso } from '../kernel/instant.js';
import type { CalendarDefinition } from './calendar.js';
import { compileCalendar } from './working-calendar.js';
import { addWorkingTime, workingTime } from './working-time.js';

const hour = 3_600_000;
const shanghai: CalendarDefinition = {
  name: 'test',
  version: '1',
  timeZone: 'Asia/Shanghai',
  workingWeekdays: [1, 2, 3, 4, 5],
  exceptions: { '2026-02-14': true, '2026-02-16': false, '2026-02-17': false },
  officeHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ],
  gazettedUntil: '2026-12-31',
};
const calendar = compileCalendar(shanghai);
const newYork = compileCalendar({ ...shanghai, timeZone: 'America/New_York', exceptions: {} });
const everyDay = compileCalendar({ ...shanghai, timeZone: 'Europe/Amsterdam', workingWeekdays: [1, 2, 3, 4, 5, 6, 7], exceptions: {} });

const at = (text: string) => Date.parse(text.length > 16 ? text : `${text}:00+08:00`);
const days = (from: string, to: string) => workingTime(calendar, 'working-day', at(from), at(to)) / millisecondsPerDay;
const hours = (from: string, to: string) => workingTime(calendar, 'working-hour', at(from), at(to)) / hour;
const plusDays = (from: string, n: number) => addWorkingTime(calendar, 'working-day', at(from), n * millisecondsPerDay).at;
const plusHours = (from: string, n: number) => addWorkingTime(calendar, 'working-hour', at(from), n * hour).at;

describe('working time between two instants', () => {
  it('counts a working day from 00:00 to 24:00 and a weekend not at all', () => {
    expect(days('2018-10-15T10:00', '2018-10-24T10:00')).toBe(7);
    expect(days('2018-10-20T00:00', '2018-10-22T00:00')).toBe(0);
    expect(days('2018-10-19T12:00', '2018-10-22T12:00')).toBe(1);
  });

  it('counts office hours without the lunch break', () => {
    expect(hours('2018-10-15T00:00', '2018-10-16T00:00')).toBe(6.5);
    expect(hours('2018-10-15T11:00', '2018-10-15T14:00')).toBe(1.5);
    expect(hours('2018-10-15T12:10', '2018-10-15T13:20')).toBe(0);
  });

  it('counts a make-up workday and leaves a holiday out', () => {
    expect(days('2026-02-14T00:00', '2026-02-18T00:00')).toBe(1);
    expect(hours('2026-02-14T00:00', '2026-02-18T00:00')).toBe(6.5);
  });

  it('loses nothing in the last second of a day', () => {
    const lastSecond = [at('2018-10-15T23:59:59+08:00'), at('2018-10-16T00:00')] as const;
    expect(workingTime(calendar, 'working-day', ...lastSecond)).toBe(1000);
  });

  it('is the negative when the instants are swapped', () => {
    expect(days('2018-10-24T10:00', '2018-10-15T10:00')).toBe(-7);
  });

  it('counts a working day on which the clocks change by the hours it has', () => {
    const dayOf = (from: string, to: string) => workingTime(everyDay, 'working-day', Date.parse(from), Date.parse(to)) / hour;
    expect(dayOf('2012-03-25T00:00:00+01:00', '2012-03-26T00:00:00+02:00')).toBe(23);
    expect(dayOf('2012-10-28T00:00:00+02:00', '2012-10-29T00:00:00+01:00')).toBe(25);
  });

  it('goes on by weekdays beyond the years laid out', () => {
    expect(days('2400-01-03T00:00', '2400-01-10T00:00')).toBe(5);
    expect(days('1700-01-04T00:00', '1700-01-11T00:00')).toBe(5);
    // 400 years are 20,871 weeks to the day.
    expect(days('2018-10-15T10:00', '2418-10-15T10:00')).toBe(5 * 20_871 - 1);
  });
});

describe('the instant after an amount of working time', () => {
  it('is the earliest one', () => {
    expect(plusDays('2018-10-20T15:00', 1)).toBe(at('2018-10-23T00:00'));
    expect(plusHours('2018-10-15T09:00', 3)).toBe(at('2018-10-15T12:00'));
    expect(plusHours('2018-10-15T09:00', 3.5)).toBe(at('2018-10-15T14:00'));
    expect(plusHours('2018-10-19T17:00', 6.5)).toBe(at('2018-10-22T17:00'));
  });

  it('backwards is the latest one', () => {
    expect(plusDays('2018-10-24T10:00', -3)).toBe(at('2018-10-19T10:00'));
    expect(plusDays('2018-10-23T00:00', -1)).toBe(at('2018-10-22T00:00'));
    expect(plusHours('2018-10-15T12:00', -3)).toBe(at('2018-10-15T09:00'));
    expect(plusHours('2018-10-15T14:00', -0.5)).toBe(at('2018-10-15T13:30'));
  });

  it('is the instant itself for nothing, also on a holiday', () => {
    expect(addWorkingTime(calendar, 'working-day', at('2026-02-17T15:00'), 0)).toEqual({ at: at('2026-02-17T15:00'), provisional: false });
  });

  it('keeps the wall clock over a weekend on which the clocks change', () => {
    const friday = Date.parse('2018-03-09T10:00:00-05:00');
    expect(toIso(addWorkingTime(newYork, 'working-day', friday, millisecondsPerDay).at)).toBe('2018-03-12T14:00:00.000Z');
    expect(toIso(addWorkingTime(newYork, 'working-hour', friday, 6.5 * hour).at)).toBe('2018-03-12T14:00:00.000Z');
  });

  it('is provisional once it rests on a day after the last gazetted one', () => {
    const lastWeek = (n: number) => addWorkingTime(calendar, 'working-day', at('2026-12-30T10:00'), n * millisecondsPerDay);
    expect(lastWeek(1)).toEqual({ at: at('2026-12-31T10:00'), provisional: false });
    expect(addWorkingTime(calendar, 'working-day', at('2026-12-31T10:00'), 14 * hour).provisional).toBe(false);
    expect(lastWeek(2).provisional).toBe(true);
    expect(addWorkingTime(calendar, 'working-day', at('2027-01-05T10:00'), -5 * millisecondsPerDay).provisional).toBe(true);
    expect(addWorkingTime(newYork, 'working-day', at('2027-01-05T10:00'), -5 * millisecondsPerDay).provisional).toBe(true);
    const ungazetted = compileCalendar({ ...shanghai, gazettedUntil: null });
    expect(addWorkingTime(ungazetted, 'working-day', at('2030-01-01T00:00'), millisecondsPerDay).provisional).toBe(false);
  });

  it('reaches beyond the years laid out in both directions', () => {
    const far = 5 * 20_871 * millisecondsPerDay;
    const monday = at('2018-10-15T10:00');
    const later = addWorkingTime(newYork, 'working-day', monday, far).at;
    expect(workingTime(newYork, 'working-day', monday, later)).toBe(far);
    expect(toIso(later).slice(0, 4)).toBe('2418');
    const earlier = addWorkingTime(newYork, 'working-hour', monday, -far).at;
    expect(workingTime(newYork, 'working-hour', earlier, monday)).toBe(far);
  });
});

describe('a calendar that makes no sense', () => {
  it.each([
    ['workingWeekdays', { workingWeekdays: [] }],
    ['officeHours', { officeHours: [] }],
    ['officeHours', { officeHours: [{ from: '12:00', to: '09:00' }] }],
    ['officeHours', { officeHours: [{ from: '09:00', to: '12:00' }, { from: '11:00', to: '17:00' }] }],
    ['officeHours', { officeHours: [{ from: '9', to: '12:00' }] }],
    ['exceptions', { exceptions: { '2400-01-01': false } }],
  ])('is refused naming %s', (field, change) => {
    expect(() => compileCalendar({ ...shanghai, ...change })).toThrow(new RegExp(`^${field}`));
  });
});
