import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FirstContents } from './first-contents.js';

const number = fc.integer({ min: 1, max: 0xffff_ffff });
const digest = fc.record({ high: number, low: number });
/** Few of them, so that many records share an identity or a content. */
const records = fc.tuple(fc.array(digest, { minLength: 1, maxLength: 2_000 }), fc.array(digest, { minLength: 1, maxLength: 5 })).chain(([identities, contents]) =>
  fc.array(fc.record({ identity: fc.constantFrom(...identities), content: fc.constantFrom(...contents) }), { maxLength: 4_000 }),
);

describe('who came first under an identity', () => {
  it('is judged as a map of everything would judge it, however many there are', () =>
    fc.assert(
      fc.property(records, (all) => {
        const [first, map] = [new FirstContents(), new Map<string, string>()];
        for (const { identity, content } of all) {
          const [name, said] = [JSON.stringify(identity), JSON.stringify(content)];
          const known = map.get(name);
          if (known === undefined) map.set(name, said);
          const expected = known === undefined ? 'fact' : known === said ? 'duplicate' : 'conflict';
          expect(first.judge(identity, content)).toBe(expected);
        }
      }),
      { numRuns: 30 },
    ));

  it('is remembered while the table grows', () => {
    const first = new FirstContents();
    const digestAt = (index: number) => ({ high: index + 1, low: Math.imul(index + 1, 2_654_435_761) >>> 0 });
    const judgeAll = () => new Set(Array.from({ length: 50_000 }, (_, index) => first.judge(digestAt(index), { high: index, low: 7 })));
    expect([...judgeAll()]).toEqual(['fact']);
    expect([...judgeAll()]).toEqual(['duplicate']);
    expect(first.judge(digestAt(49_999), { high: 1, low: 7 })).toBe('conflict');
  });
});
