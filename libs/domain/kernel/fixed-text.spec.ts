import { describe, expect, it } from 'vitest';
import { fixedText } from './fixed-text.js';
import { fraction } from './fraction.js';

describe('numbers as they are shown', () => {
  it.each([
    [fraction(95n), '95.0000'],
    [fraction(2n, 3n), '0.6666'],
    [fraction(-19n, 300n), '-0.0634'],
    [fraction(-1n, 100_000n), '-0.0001'],
    [fraction(0n), '0.0000'],
  ])('go down to four digits, never up', (value, text) => expect(fixedText(value)).toBe(text));
});
