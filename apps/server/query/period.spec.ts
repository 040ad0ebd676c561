import { at } from '@mingxiao/testing/facts';
import { describe, expect, it } from 'vitest';
import { periodOf } from './period.js';

const february = { from: '2026-02-01', to: '2026-02-28' };
const [from, end] = [at('2026-02-01T00:00'), at('2026-03-01T00:00')];
const read = (instant: number) => periodOf('Asia/Shanghai', february, instant);

describe('a period', () => {
  it('that is over counts whole, whenever it is read', () => {
    expect(read(end)).toEqual({ from, to: end, reading: end, until: end - 1 });
    expect(read(end + 5_000)).toEqual(read(end));
  });

  it('that runs counts up to the instant it is read for, which is the last that counts', () => {
    const noon = at('2026-02-10T12:00');
    expect(read(noon)).toEqual({ from, to: noon + 1, reading: noon, until: noon });
    expect(read(end - 1)).toEqual({ from, to: end, reading: end - 1, until: end - 1 });
  });

  it('that has not begun counts nothing', () => {
    expect(read(from - 7)).toEqual({ from, to: from, reading: from - 7, until: from - 7 });
  });
});
