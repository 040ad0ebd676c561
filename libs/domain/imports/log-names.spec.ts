import { describe, expect, it } from 'vitest';
import { logNameOf, sourceOfLog, sourceTailOf } from './log-names.js';

describe('names of logs and sources', () => {
  it('leaves folders and extensions out of the name of a log', () => {
    expect(logNameOf('/data/in/BPIC15_1.xes.gz')).toBe('BPIC15_1');
    expect(logNameOf('C:\\logs\\receipt.CSV')).toBe('receipt');
    expect(logNameOf('march.2018.csv')).toBe('march.2018');
  });

  it('gives each log of a series its own source by the last digits of its name', () => {
    expect(sourceOfLog('urn:bpic15:{digits}', 'BPIC15_3')).toEqual({ ok: true, value: 'urn:bpic15:3' });
    expect(sourceOfLog('urn:hall:{name}', 'north')).toEqual({ ok: true, value: 'urn:hall:north' });
  });

  it('refuses a log without digits under a template that needs them', () => {
    expect(sourceOfLog('urn:bpic15:{digits}', 'permits')).toMatchObject({ ok: false, rejection: expect.stringContaining('"permits" has none') });
  });

  it('knows the tail of a source', () => {
    expect(sourceTailOf('urn:bpic15:1')).toBe('1');
    expect(sourceTailOf('https://hall.example/north')).toBe('north');
  });
});
