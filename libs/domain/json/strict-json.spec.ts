import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonProblem } from './strict-json.js';

const limits = { depthMax: 20 };

describe('what JSON.parse would accept silently', () => {
  it.each([
    ['a duplicate key', '{"a":1,"b":{"a":2},"a":3}', /twice/],
    ['a duplicate key written with an escape', '{"a":1,"\\u0061":3}', /twice/],
    ['a duplicate among very many keys', `{${Array.from({ length: 100 }, (_, index) => `"k${index}":${index}`).join()},"k7":0}`, /twice/],
    ['an integer beyond 2^53', '{"n":9007199254740993}', /2\^53/],
    ['a number that becomes infinite', '{"n":1e999}', /too large/],
    ['an escaped NUL', '{"s":"a\\u0000b"}', /NUL/],
    ['an escaped lone surrogate', '{"s":"\\ud800"}', /surrogate/],
    ['a plain lone surrogate', `{"s":"${String.fromCharCode(0xd800)}"}`, /surrogate/],
    ['nesting beyond the limit', '['.repeat(100_000), /deeper/],
  ])('finds %s', (_name, text, message) => {
    expect(findJsonProblem(text, limits)?.message).toMatch(message);
  });

  it('finds nothing in any value that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(text.isWellFormed() && !text.includes('\\u0000') && !/\\ud[89a-f]/.test(text));
        const problem = findJsonProblem(text, limits);
        return problem === null || problem.message.includes('2^53');
      }),
    );
  });

  it('finds a key that stands twice, among however many others, escaped or not', () => {
    const escaped = (key: string) => `"${[...key].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme-ascii' }), { minLength: 1, maxLength: 40 }), fc.nat(), fc.boolean(), fc.boolean(), (keys, choice, isEscaped, isTwice) => {
        const again = keys[choice % keys.length] ?? '';
        const members = [...keys.map((key) => `${JSON.stringify(key)}:{"a":1}`), ...(isTwice ? [`${isEscaped ? escaped(again) : JSON.stringify(again)} : 1`] : [])];
        expect(findJsonProblem(`{${members.join()}}`, limits) !== null).toBe(isTwice);
      }),
    );
  });

  it('keeps keys of sibling objects and of arrays apart', () => {
    expect(findJsonProblem('[{"a":1},{"a":2},["a","a"],{"b":"a","a":"b:c"}]', limits)).toBeNull();
  });
});
