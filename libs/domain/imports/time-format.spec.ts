import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIso } from '../kernel/instant.js';
import { findZone } from './local-time.js';
import { compileTimeFormat, readTime, type StatedTime, toStatedText } from './time-format.js';

const reading = (forms: readonly string[], zone: string | null = null) => ({
  formats: forms.flatMap((form) => compileTimeFormat(form) ?? []),
  zone: zone === null ? null : findZone(zone),
});

const shown = (text: string, forms: readonly string[] = ['iso'], zone: string | null = null): string => {
  const read = readTime(text, reading(forms, zone));
  return typeof read === 'string' ? read : toStatedText(read);
};

const american = ['MM/DD/YYYY hh:mm:ss A'];
const newYork = 'America/New_York';
const notATime = 'is not a time in any form of the mapping';

describe('times of a log', () => {
  it('gives one text for one instant and offset, however it is written', () => {
    const same = ['2011-10-11 13:42:22.688000+02:00', '2011-10-11T13:42:22.688+02:00', '2011-10-11T13:42:22.688+0200', '2011-10-11T13:42:22.688+02'];
    expect(new Set(same.map((text) => shown(text)))).toEqual(new Set(['2011-10-11T13:42:22.688+02:00']));
  });

  it('states milliseconds where the log has none, and Z for no offset', () => {
    expect(shown('2014-07-18T00:00:00+02:00')).toBe('2014-07-18T00:00:00.000+02:00');
    expect(shown('2014-07-18T00:00:00+00:00')).toBe('2014-07-18T00:00:00.000Z');
    expect(shown('2014-07-18T05:45:00-03:30')).toBe('2014-07-18T05:45:00.000-03:30');
  });

  it('reads twelve-hour clocks: 12 AM is midnight and 12 PM is noon', () => {
    expect(shown('06/26/2018 12:00:00 AM', american, newYork)).toBe('2018-06-26T00:00:00.000-04:00');
    expect(shown('06/26/2018 12:50:01 PM', american, newYork)).toBe('2018-06-26T12:50:01.000-04:00');
    expect(shown('06/26/2018 13:00:00 PM', american, newYork)).toBe(notATime);
  });

  it('takes the first form that fits, with words of any script around the numbers', () => {
    expect(shown('2018年3月5日 9时', ['iso', 'YYYY年M月D日 H时'], 'Asia/Shanghai')).toBe('2018-03-05T09:00:00.000+08:00');
  });

  it('reads a local time that is shown twice as the first of the two', () => {
    expect(shown('11/04/2018 01:30:00 AM', american, newYork)).toBe('2018-11-04T01:30:00.000-04:00');
  });

  it('reads a local time that clocks never show with the offset before the change', () => {
    expect(shown('03/11/2018 02:30:00 AM', american, newYork)).toBe('2018-03-11T03:30:00.000-04:00');
  });

  it('changes the offset exactly at the change of clocks', () => {
    expect(shown('03/11/2018 01:59:59 AM', american, newYork)).toBe('2018-03-11T01:59:59.000-05:00');
    expect(shown('03/11/2018 03:00:00 AM', american, newYork)).toBe('2018-03-11T03:00:00.000-04:00');
    expect(shown('11/04/2018 02:00:00 AM', american, newYork)).toBe('2018-11-04T02:00:00.000-05:00');
  });

  it.each(['2018-02-29T00:00:00Z', '2018-13-01T00:00:00Z', '0001-01-01T00:00:00Z', '2018-01-01T25:00:00Z', 'yesterday', '2018-01-01T00:00:00+24:00'])(
    'refuses %s',
    (text) => expect(shown(text)).toBe(notATime),
  );

  it('refuses a time without an offset where the mapping names no zone', () => {
    expect(shown('2018-01-01T00:00:00')).toBe('has no offset, and the mapping names no time zone');
  });

  it.each(['HH:mm', 'YYYY-MM', 'YYYY-MM-DD hh:mm', 'YYYY-MM-DD DD', ''])('knows that "%s" cannot give a date and time', (form) => {
    expect(compileTimeFormat(form)).toBeNull();
  });

  it('reads every instant back from the text it gives', () => {
    const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instants, fc.integer({ min: -720, max: 840 }), (instant, offsetMinutes) => {
        const stated: StatedTime = { instant, offsetMinutes };
        expect(readTime(toStatedText(stated), reading(['iso']))).toEqual(stated);
      }),
    );
  });

  it('reads every local time that a zone shows as an instant at which it shows it', () => {
    const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(instants, fc.constantFrom(newYork, 'Europe/Amsterdam', 'Australia/Lord_Howe'), (instant, name) => {
        const offsetMinutes = findZone(name)?.offsetMinutesAt(instant) ?? 0;
        const local = toIso(instant + offsetMinutes * 60_000).slice(0, -1);
        expect(shown(local, ['iso'], name).slice(0, 23)).toBe(local);
      }),
      { numRuns: 200 },
    );
  });
});
