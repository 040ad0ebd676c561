import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sequenceOf } from './sequence.js';

describe('the number that a source gives an event', () => {
  it('is the same in words and in digits, with or without leading zeros', () =>
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 5 }), (number, zeros) => {
        expect(sequenceOf(number)).toBe(number);
        expect(sequenceOf('0'.repeat(zeros) + String(number))).toBe(number);
      }),
    ));

  it.each([undefined, null, '', '-1', -1, 1.5, '1.5', 'a7', '2026-03-02T01:00:00Z', '1'.repeat(16), Number.MAX_SAFE_INTEGER, [1]])('is none in %j', (value) =>
    expect(sequenceOf(value)).toBeNull(),
  );
});
