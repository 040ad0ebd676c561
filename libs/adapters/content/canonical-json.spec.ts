import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Keys that an object orders or takes in a way of its own, beside any other. */
const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('10', '9', '-1', '__proto__', 'constructor', 'toJSON', '', '"', '\u2028', '科室', '😀', '\ue000'));
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value')), fc.dictionary(key, tie('value'))),
}));

describe('canonical JSON', () => {
  it('is what the library writes, whatever was parsed', () => {
    fc.assert(
      fc.property(anyValue.map(parsed), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is what the library writes, of as many keys as there may be', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }).map((text) => `_${text}`), fc.nat(), { minKeys: 10, maxKeys: 40 }).map(parsed), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it.each([
    ['numbers as keys stand in the order of their characters', '{"10":1,"9":2,"__proto__":{"b":1,"a":2}}', '{"10":1,"9":2,"__proto__":{"a":2,"b":1}}'],
    ['numbers are written as JavaScript writes them', '[1.0,1E30,-0,0.000001,1e-7]', '[1,1e+30,0,0.000001,1e-7]'],
    ['control characters are escaped, others stand as they are', String.raw`["\u000f\n\u00e9\u2028\"\\"]`, String.raw`["\u000f\né` + '\u2028' + String.raw`\"\\"]`],
  ])('%s', (_name, text, expected) => {
    expect(canonicalJson(JSON.parse(text))).toBe(expected);
  });
});
