import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('is what the library of RFC 8785 writes, for whatever JSON there is', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 5 }), (value) => canonicalJson(value) === canonicalize(value)), { numRuns: 500 });
  });

  it.each([
    ['keys that look like numbers', '{"10":1,"9":2,"a":3,"":4}'],
    ['keys beyond the first plane', '{"\u{1f600}":1,"\ufb33":2,"é":3}'],
    ['a key that is no ordinary one', '{"b":1,"__proto__":{"z":1,"a":2}}'],
    ['numbers at the edges', '[-0,0.1,1e21,1e-7,5e-324,9007199254740991,1.7976931348623157e308]'],
    ['control characters', '"\\u0001\\t\\n\\"\\\\/\u2028"'],
    ['nothing in it', '[{},[],null,true]'],
  ])('is the same with %s', (_, text) => {
    const value: unknown = JSON.parse(text);
    expect(canonicalJson(value)).toBe(canonicalize(value));
  });

  it('leaves out members that are not there, as the library does', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe(canonicalize({ b: undefined, a: 1 }));
  });
});
