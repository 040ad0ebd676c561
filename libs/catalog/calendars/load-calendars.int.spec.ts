import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarDefinition } from '@mingxiao/domain/calendar/calendar-schema';
import { compileCalendar } from '@mingxiao/domain/calendar/working-calendar';
import { isWorkingDay } from '@mingxiao/domain/calendar/working-days';
import { loadCalendars, shippedCalendars } from './load-calendars.js';
import { shippedCalendar } from './shipped-calendar.js';

const good = {
  name: 'office-north',
  version: '1',
  base: 'cn-national',
  effectiveFrom: '2025-06-01',
  exceptions: { '2025-09-24': false },
};

describe('calendar files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'calendars-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const load = () => loadCalendars([shippedCalendars, folder]);
  const problems = () => {
    const loaded = load();
    return loaded.ok ? [] : loaded.rejection.map(({ file, field, message }) => [file.replace(`${folder}/`, ''), field, message]);
  };

  it('that ship are good, complete and can be sent as a fact', () => {
    const loaded = loadCalendars();
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.rejection));
    const names = loaded.value.map(({ definition }) => definition.name).sort();
    expect(names).toEqual(['always', 'america-new-york', 'cn-national', 'europe-amsterdam', 'example-typhoon-day']);
    for (const { definition } of loaded.value) {
      expect(calendarDefinition.parse(definition)).toEqual(definition);
      expect(() => compileCalendar(definition)).not.toThrow();
    }
  });

  it('with a base state only what differs, and their version names both', () => {
    write('north.json', good);
    const loaded = load();
    const north = loaded.ok ? loaded.value.find(({ definition }) => definition.name === 'office-north') : undefined;
    const national = shippedCalendar('cn-national');
    expect(north?.effectiveFrom).toBe(Date.parse('2025-06-01T00:00:00+08:00'));
    expect(north?.definition).toMatchObject({ version: '1+cn-national-2026', timeZone: 'Asia/Shanghai', gazettedUntil: '2026-12-31' });
    expect(north?.definition.exceptions).toEqual({ ...national.exceptions, '2025-09-24': false });
  });

  it('close the example city for its typhoon and nobody else', () => {
    expect(isWorkingDay(compileCalendar(shippedCalendar('example-typhoon-day')), '2025-09-24')).toBe(false);
    expect(isWorkingDay(compileCalendar(shippedCalendar('cn-national')), '2025-09-24')).toBe(true);
  });

  it.each([
    ['timeZone', { timeZone: 'Mars/Olympus' }, 'is no IANA time zone'],
    ['workingWeekdays.0', { workingWeekdays: [8] }, '7'],
    ['officeHours', { officeHours: [] }, '1'],
    ['officeHours.0', { officeHours: [{ from: '12:00', to: '09:00' }] }, 'must end after it begins'],
    ['officeHours', { officeHours: [{ from: '09:00', to: '12:00' }, { from: '11:00', to: '17:00' }] }, 'without overlap'],
    ['officeHours.0.from', { officeHours: [{ from: '9', to: '12:00' }] }, 'expected HH:MM'],
    ['exceptions.2025-02-30', { exceptions: { '2025-02-30': false } }, ''],
    ['gazettedUntil', { gazettedUntil: 'soon' }, 'expected a date'],
    ['effectiveFrom', { effectiveFrom: '2025-6-1' }, 'expected a date'],
    ['name', { name: 'Office North' }, 'lower-case'],
    ['base', { base: 'cn-nationl' }, ''],
    ['', { officeHour: [] }, 'officeHour'],
  ])('that are wrong in "%s" are refused by file and field', (field, change, message) => {
    write('north.json', { ...good, ...change });
    const [problem] = problems();
    expect(problem?.slice(0, 2)).toEqual(['north.json', field]);
    expect(problem?.[2]).toContain(message);
  });

  it('that are no JSON, or a folder that is not there, are refused by name', () => {
    write('north.json', '{ "name": ');
    expect(problems()).toEqual([['north.json', '', expect.stringContaining('JSON')]]);
    expect(loadCalendars([join(folder, 'absent')])).toMatchObject({ ok: false, rejection: [{ file: join(folder, 'absent') }] });
  });

  it('that define the same calendar from the same day are refused', () => {
    write('a.json', good);
    write('b.json', good);
    expect(problems()).toEqual([['b.json', 'effectiveFrom', expect.stringContaining('a.json')]]);
  });

  it('that need the national calendar are refused without it', () => {
    write('north.json', good);
    expect(loadCalendars([folder])).toMatchObject({ ok: false, rejection: [{ field: 'base', message: 'no file defines cn-national' }] });
  });
});
