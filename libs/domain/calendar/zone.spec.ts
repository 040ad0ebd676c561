import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIso } from '../kernel/instant.js';
import { addDays, localDateOf, startOfLocalDay } from './zone.js';

const startIn = (zone: string, date: string) => toIso(startOfLocalDay(zone, date));

describe('a local day', () => {
  it('begins at midnight of its zone', () => {
    expect(startIn('Asia/Shanghai', '2026-02-14')).toBe('2026-02-13T16:00:00.000Z');
    expect(startIn('Europe/Amsterdam', '2011-07-01')).toBe('2011-06-30T22:00:00.000Z');
    expect(startIn('America/New_York', '2018-01-01')).toBe('2018-01-01T05:00:00.000Z');
  });

  it('has 23 and 25 hours when the clocks change', () => {
    const hours = (date: string) => (startOfLocalDay('Europe/Amsterdam', addDays(date, 1)) - startOfLocalDay('Europe/Amsterdam', date)) / 3_600_000;
    expect([hours('2012-03-24'), hours('2012-03-25'), hours('2012-10-28')]).toEqual([24, 23, 25]);
  });

  it('begins after the gap where midnight is skipped, and once where it is repeated', () => {
    expect(startIn('America/Sao_Paulo', '2018-11-04')).toBe('2018-11-04T03:00:00.000Z');
    expect(startIn('America/Sao_Paulo', '2018-11-05')).toBe('2018-11-05T02:00:00.000Z');
    expect(startIn('America/Sao_Paulo', '2018-02-18')).toBe('2018-02-18T03:00:00.000Z');
    expect(localDateOf('America/Sao_Paulo', Date.parse('2018-02-18T02:59:59.999Z'))).toBe('2018-02-17');
  });

  it('is empty where the zone skipped it', () => {
    expect(startIn('Pacific/Apia', '2011-12-30')).toBe(startIn('Pacific/Apia', '2011-12-31'));
    expect(localDateOf('Pacific/Apia', Date.parse('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
  });

  it('keeps its last millisecond', () => {
    expect(localDateOf('Asia/Shanghai', Date.parse('2026-02-14T23:59:59.999+08:00'))).toBe('2026-02-14');
    expect(localDateOf('Asia/Shanghai', Date.parse('2026-02-15T00:00:00+08:00'))).toBe('2026-02-15');
  });

  it('is known beyond the table of usual years', () => {
    expect(startIn('Asia/Shanghai', '9999-12-31')).toBe('9999-12-30T16:00:00.000Z');
    expect(localDateOf('Asia/Shanghai', Date.parse('1800-01-01T00:00:00+08:00'))).toBe('1800-01-01');
  });

  it('takes a calendar for its zone', () => {
    expect(localDateOf({ timeZone: 'Asia/Shanghai' }, 0)).toBe('1970-01-01');
  });

  it('refuses what is no zone, date or instant', () => {
    expect(() => localDateOf('Mars/Olympus', 0)).toThrow(RangeError);
    expect(() => startOfLocalDay('Asia/Shanghai', '2026-02-30')).toThrow(RangeError);
    expect(() => localDateOf('Asia/Shanghai', Number.NaN)).toThrow(RangeError);
    expect(() => localDateOf('Asia/Shanghai', Infinity)).toThrow(RangeError);
  });
});

const zones = ['Asia/Shanghai', 'Europe/Amsterdam', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];

describe('the days of a zone', () => {
  it('hold every instant exactly once, and agree with the platform', () => {
    const from = Date.parse('1996-01-01T00:00:00Z');
    const to = Date.parse('2039-12-31T00:00:00Z');
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: from, max: to }), (zone, instant) => {
        const date = localDateOf(zone, instant);
        expect(startOfLocalDay(zone, date)).toBeLessThanOrEqual(instant);
        expect(startOfLocalDay(zone, addDays(date, 1))).toBeGreaterThan(instant);
        const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
        expect(date).toBe(format.format(instant));
      }),
      { numRuns: 300 },
    );
  });
});
