import { describe, expect, it } from 'vitest';
import type { CalendarDefinition } from './calendar.js';
import { calendarAsOf } from './calendar-as-of.js';

const version = (name: string, effectiveFrom: number) => ({
  effectiveFrom,
  definition: {
    name: 'test',
    version: name,
    timeZone: 'Asia/Shanghai',
    workingWeekdays: [1],
    exceptions: {},
    officeHours: [{ from: '09:00', to: '17:00' }],
    gazettedUntil: null,
  } satisfies CalendarDefinition,
});

describe('the calendar as of an instant', () => {
  const versions = [version('late', 200), version('early', 100)];

  it('is the version that became effective last, whatever their order', () => {
    expect(calendarAsOf(versions, 150)?.version).toBe('early');
    expect(calendarAsOf(versions, 200)?.version).toBe('late');
    expect(calendarAsOf([...versions].reverse(), 1000)?.version).toBe('late');
  });

  it('is none before the first version', () => {
    expect(calendarAsOf(versions, 99)).toBeNull();
    expect(calendarAsOf([], 99)).toBeNull();
  });

  it('is the one named later where two became effective together', () => {
    expect(calendarAsOf([version('first', 100), version('second', 100)], 100)?.version).toBe('second');
  });
});
