import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.js';
import { contentOf, envelope, readEnvelope, reasonToPark, understand, type Envelope } from './envelope.js';

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

describe('reading an envelope', () => {
  const odd = fc.constantFrom<unknown>(undefined, null, '', ' ', 'a', ' a', 'a\u0000', 'x'.repeat(129), 'x'.repeat(257), '1.0', 7, true, {}, [], 'application/json', 'text/xml', event.time, '2300-01-01T00:00:00Z');
  const spoiled = fc.dictionary(fc.constantFrom(...Object.keys(event), 'datacontenttype', 'historical', 'data', 'extension'), odd, { maxKeys: 2 });

  it('comes to what the schema says', () => {
    fc.assert(
      fc.property(fc.oneof(spoiled.map((part) => ({ ...event, ...part }) as unknown), odd, fc.constant([event])), (value) => {
        const [result, bySchema] = [readEnvelope(value), envelope.safeParse(value)];
        expect(result.ok).toBe(bySchema.success);
        if (result.ok) expect(result.value).toEqual(bySchema.data);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the id of an event', () => {
  const anyCharacter = fc.oneof(fc.constantFrom('a', ' ', '\t', '\u00a0', '\u3000', '\ufeff', '\u2028', '\u0000', '\u001f', '\u007f', '\u0085', '件', '😀'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
  const texts = fc.oneof(fc.array(anyCharacter, { maxLength: 4 }).map((characters) => characters.join('')), fc.constantFrom('a'.repeat(256), 'a'.repeat(257), '😀'.repeat(128), '😀'.repeat(129), `${'a'.repeat(256)} `));

  it('is 1 to 256 characters without control characters and without blanks around them', () => {
    fc.assert(
      fc.property(texts, (id) => {
        // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
        const isFit = id.length >= 1 && id.length <= 256 && id.trim() === id && !/[\u0000-\u001f\u007f]/.test(id);
        expect(readEnvelope({ ...event, id }).ok).toBe(isFit);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the time of an event', () => {
  it.each([
    ['1900-01-01T00:00:00Z', /^$/],
    ['2199-12-31T23:59:59.999+00:00', /^$/],
    ['1899-12-31T23:59:59Z', /between the years 1900 and 2199/],
    ['2200-01-01T00:00:00Z', /between the years 1900 and 2199/],
    ['2026-03-02T09:00:00', /with an offset/],
    [`2026-03-02T09:00:00.${'0'.repeat(64)}Z`, /ISO 8601/],
    [7, /expected string/],
  ])('%s is taken or refused with the reason: %s', (time, reason) => {
    const result = readEnvelope({ ...event, time });
    expect(result.ok ? '' : result.rejection.message).toMatch(reason);
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
    expect(reasonToPark(read(value), catalogue)).toBe(result.ok ? null : result.rejection.reason);
  });
});
