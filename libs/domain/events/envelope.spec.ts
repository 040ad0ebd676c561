import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.js';
import { contentOf, readEnvelope, understand, type Envelope } from './envelope.js';

const event = { specversion: '1.0', id: 'e-1', source: 'urn:hall:north', type: 'case.resumed', subject: 'C-1', time: '2018-10-15T10:00:00+08:00' };

const read = (value: unknown): Envelope => {
  const result = readEnvelope(value);
  if (!result.ok) throw new Error(result.rejection.message);
  return result.value;
};

describe('an envelope', () => {
  it('may leave out its data, which is then the same content as empty data', () => {
    expect(understand(read(event), catalogue)).toMatchObject({ ok: true, value: { type: 'case.resumed', data: {} } });
    expect(contentOf(read(event))).toEqual(contentOf(read({ ...event, data: {} })));
    expect(contentOf(read(event))).toEqual(contentOf(read({ ...event, data: null })));
  });

  it('is the same content whatever offset states its instant, and with or without the mark of the past', () => {
    expect(contentOf(read(event))).toEqual(contentOf(read({ ...event, time: '2018-10-15T02:00:00Z', historical: true })));
  });

  it.each(['specversion', 'id', 'source', 'type', 'subject', 'time'])('without %s is none, and the field is named', (field) => {
    const { [field as keyof typeof event]: _left, ...rest } = event;
    const result = readEnvelope(rest);
    expect(result.ok ? '' : result.rejection.message).toContain(field);
  });
});

describe('an event that is not understood', () => {
  it.each([
    [{ ...event, type: 'case.levitated' }, /unknown type case\.levitated/],
    [{ ...event, type: 'case.resumed.v9' }, /unknown version 9 of case\.resumed/],
    [{ ...event, type: 'case.rated', data: { level: 6 } }, /case\.rated.*level/],
    [{ ...event, data: 'text' }, /case\.resumed/],
  ])('is parked with the reason: %j', (value, reason) => {
    const result = understand(read(value), catalogue);
    expect(result.ok ? '' : result.rejection.reason).toMatch(reason);
  });
});
