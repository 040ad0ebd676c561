import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, inUtcOf, toIso } from './instant.js';

describe('an instant written in UTC', () => {
  const digits = (max: number, width: number) => fc.nat({ max }).map((value) => String(value).padStart(width, '0'));
  /** Days and hours that no calendar has among them. */
  const texts = fc
    .tuple(digits(9999, 4), digits(13, 2), digits(32, 2), digits(25, 2), digits(60, 2), digits(60, 2), digits(999, 3), fc.constantFrom('Z', 'z', '+08:00', '-0930', ''))
    .map(([year, month, day, hour, minute, second, millisecond, zone]) => `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}${zone}`);

  it('is what its text is read as, whatever zone that names', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.date({ noInvalidDate: true }).map((date) => date.toISOString())), (text) => {
        const instant = instantOf(text);
        expect(inUtcOf(text)).toBe(instant === null ? null : toIso(instant));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['2026-02-30T10:00:00.000Z', '2026-03-02T10:00:00.000Z'],
    ['2026-02-28T24:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['2018-10-15T10:00:00+08:00', '2018-10-15T02:00:00.000Z'],
    ['2018-10-15T10:00:00', null],
  ])('of %s is %s', (text, expected) => {
    expect(inUtcOf(text)).toBe(expected);
  });
});
