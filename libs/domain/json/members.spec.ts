import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, stringAt, visitMembers } from './members.js';

describe('the members of an object', () => {
  it('are those that JSON.parse sees, whatever they hold and however they are written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const seen: [string, unknown][] = [];
        visitMembers(text, (key, start, end) => seen.push([key, JSON.parse(text.slice(start, end)) as unknown]));
        expect(seen).toEqual(Object.entries(JSON.parse(text) as object));
      }),
    );
  });

  it('give strings with their escapes resolved', () => {
    const text = String.raw`{ "a\"b" : "\u660e\\\"效" , "n":-1.5e3,"t" :true}`;
    const seen: string[] = [];
    visitMembers(text, (key, start, end) => seen.push(key, text[start] === '"' ? stringAt(text, start, end) : text.slice(start, end)));
    expect(seen).toEqual(['a"b', '明\\"效', 'n', '-1.5e3', 't', 'true']);
  });
});

describe('the elements of an array', () => {
  it('are cut exactly where JSON.parse sees them', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.constantFrom(undefined, 1, '\t'), (values, indent) => {
        const text = JSON.stringify(values, null, indent);
        expect(elementsOf(text, 64)?.map((element) => JSON.parse(element) as unknown)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('are cut where strings hold quotes, brackets and backslashes', () => {
    const strings = fc.array(fc.array(fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', 'a'), { maxLength: 8 }).map((characters) => characters.join('')));
    fc.assert(
      fc.property(strings, (values) => {
        expect(elementsOf(JSON.stringify(values), 64)?.map((element) => JSON.parse(element) as unknown)).toEqual(values);
      }),
    );
  });

  it.each([
    [3, '[[[[]]]]', true],
    [3, '[[[[[]]]]]', false],
    [3, '[1,{"a":[{"b":[]}]}]', false],
    [3, '["[[[[[["]', true],
    [3, '[{}{}[[[[', false],
  ])('are given up when nested deeper than %i: %s', (depthMax, text, isTaken) => {
    expect(elementsOf(text, depthMax) !== null).toBe(isTaken);
  });

  it('are looked for to the end at most, whatever the text is', () => {
    const pieces = fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', ':', '1', ' ', 'a');
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const elements = elementsOf(`[${parts.join('')}`, 8);
        expect(elements === null || elements.join('').length <= parts.length).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
