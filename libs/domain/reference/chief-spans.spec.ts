import { at } from '@mingxiao/testing/facts';
import { postingFact } from '@mingxiao/testing/reference-facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReference } from './build-reference.js';
import { chiefIn, chiefSpans } from './chief-spans.js';
import type { Posting } from './reference.js';

const year = [at('2026-01-01'), at('2027-01-01')] as const;
const spansOf = (...postings: readonly (readonly [staff: string, from: string, unit?: string])[]) =>
  buildReference(postings.map(([staff, from, unit = 'S-1']) => postingFact(staff, unit, 'chief', from))).chiefsOf('S-1', ...year);

describe('the chiefs of a unit over a period', () => {
  it('follow one another though nobody ended the posting of the one before', () =>
    expect(spansOf(['U-1', '2025-03-01'], ['U-2', '2026-07-01'])).toEqual([
      { staff: 'U-1', from: at('2026-01-01'), until: at('2026-07-01') },
      { staff: 'U-2', from: at('2026-07-01'), until: at('2027-01-01') },
    ]));

  it('are nobody before the first, nor after one who went elsewhere', () =>
    expect(spansOf(['U-1', '2026-02-01'], ['U-1', '2026-05-01', 'S-2'])).toEqual([{ staff: 'U-1', from: at('2026-02-01'), until: at('2026-05-01') }]));

  it('are none where nobody was posted as chief', () => expect(buildReference([postingFact('U-1', 'S-1')]).chiefsOf('S-1', ...year)).toEqual([]));

  const posting = fc.record({ staff: fc.constantFrom('U-1', 'U-2', 'U-3'), from: fc.integer({ min: -20, max: 120 }), days: fc.option(fc.integer({ min: 1, max: 60 })) });

  it('are at every instant exactly who is chief then, in spans that follow one another without two of one person', () =>
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 6 }), (drawn) => {
        const chiefs = drawn
          .map(({ staff, from, days }): Posting => ({ staff, unit: 'S-1', role: 'chief', name: { zh: null, en: null }, from, until: days === null ? null : from + days }))
          .sort((a, b) => b.from - a.from || (a.staff < b.staff ? -1 : 1));
        const spans = chiefSpans(chiefs, 0, 100);
        for (let instant = 0; instant < 100; instant += 1) expect(spans.find(({ from, until }) => from <= instant && instant < until)?.staff ?? null).toBe(chiefIn(chiefs, instant));
        spans.forEach(({ staff, from, until }, index) => {
          const next = spans[index + 1];
          expect([from < until, next === undefined || until <= next.from, next?.staff === staff && next.from === until]).toEqual([true, true, false]);
        });
      }),
    ));
});
