import { describe, expect, it } from 'vitest';
import { daySpans } from './day-spans.js';
import { compileCalendar } from './working-calendar.js';

const calendar = compileCalendar({
  name: 'test',
  version: '1',
  timeZone: 'Asia/Shanghai',
  workingWeekdays: [1, 2, 3, 4, 5],
  exceptions: {},
  officeHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ],
  gazettedUntil: null,
});
const at = (text: string) => Date.parse(`${text}:00+08:00`);

describe('day spans', () => {
  it('label office hours, the rest of working days and days off, each as long as it lasts', () => {
    const spans = daySpans(calendar, at('2018-10-19T16:00'), at('2018-10-22T10:00'));
    expect(spans).toEqual([
      { from: at('2018-10-19T16:00'), to: at('2018-10-19T17:00'), kind: 'working' },
      { from: at('2018-10-19T17:00'), to: at('2018-10-20T00:00'), kind: 'off-hours' },
      { from: at('2018-10-20T00:00'), to: at('2018-10-22T00:00'), kind: 'holiday' },
      { from: at('2018-10-22T00:00'), to: at('2018-10-22T09:00'), kind: 'off-hours' },
      { from: at('2018-10-22T09:00'), to: at('2018-10-22T10:00'), kind: 'working' },
    ]);
  });

  it('make one span of the night between two working days', () => {
    expect(daySpans(calendar, at('2018-10-15T17:00'), at('2018-10-16T09:00'))).toEqual([
      { from: at('2018-10-15T17:00'), to: at('2018-10-16T09:00'), kind: 'off-hours' },
    ]);
  });

  it('are none for no time', () => {
    expect(daySpans(calendar, at('2018-10-15T10:00'), at('2018-10-15T10:00'))).toEqual([]);
    expect(daySpans(calendar, at('2018-10-15T11:00'), at('2018-10-15T10:00'))).toEqual([]);
  });

  it('make one span of a calendar that never closes', () => {
    const always = compileCalendar({
      ...calendar.definition,
      workingWeekdays: [1, 2, 3, 4, 5, 6, 7],
      officeHours: [{ from: '00:00', to: '24:00' }],
    });
    expect(daySpans(always, 0, at('2018-10-15T11:00'))).toEqual([{ from: 0, to: at('2018-10-15T11:00'), kind: 'working' }]);
  });
});
