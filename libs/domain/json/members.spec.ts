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
        expect(elementsOf(text).map((element) => JSON.parse(element) as unknown)).toEqual(JSON.parse(text));
      }),
    );
  });
});
