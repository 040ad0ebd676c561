import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashIdentity, IdentityFilter } from './identity-filter.js';

const numbered = (index: number): string => String.fromCharCode(index & 255, index >>> 8).padStart(16, '\0');

describe('the filter of a volume', () => {
  it('never denies what was added', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary-ascii', minLength: 16, maxLength: 16 })), (identities) => {
        const filter = IdentityFilter.empty(10);
        for (const identity of identities) filter.add(hashIdentity(identity));
        expect(identities.every((identity) => filter.mayHave(hashIdentity(identity)))).toBe(true);
      }),
    ));

  it('raises few false alarms, even for identities that are numbered', () => {
    const filter = IdentityFilter.empty(10_000);
    for (let index = 0; index < 10_000; index += 1) filter.add(hashIdentity(numbered(index)));
    const strangers = Array.from({ length: 10_000 }, (_, index) => numbered(index + 10_000));
    const alarms = strangers.filter((identity) => filter.mayHave(hashIdentity(identity)));
    expect(alarms.length).toBeLessThan(300);
  });
});
