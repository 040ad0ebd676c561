import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passesOver } from './passes.js';

const logs = fc.record({ ends: fc.array(fc.nat({ max: 100 }), { maxLength: 20 }), recordsMax: fc.integer({ min: 1, max: 150 }) });

describe('the passes over a log', () => {
  it('read every partition that fits into one of them once, all of it, and no more records than fit', () =>
    fc.assert(
      fc.property(logs, ({ ends, recordsMax }) => {
        const whole = passesOver(ends, recordsMax).filter(({ shares }) => shares === 1);
        const fitting = [...ends.keys()].filter((partition) => (ends[partition] ?? 0) > 0 && (ends[partition] ?? 0) <= recordsMax);
        expect(whole.flatMap(({ partitions }) => [...partitions])).toEqual(fitting);
        for (const { partitions } of whole) expect([...partitions].reduce((sum, partition) => sum + (ends[partition] ?? 0), 0)).toBeLessThanOrEqual(recordsMax);
      }),
    ));

  it('read a longer partition alone, once for each of its shares', () =>
    fc.assert(
      fc.property(logs, ({ ends, recordsMax }) => {
        const shared = passesOver(ends, recordsMax).filter(({ shares }) => shares > 1);
        const expected = [...ends.entries()].flatMap(([partition, end]) => {
          const shares = Math.ceil(end / recordsMax);
          return shares > 1 ? Array.from({ length: shares }, (_, share) => ({ partitions: new Set([partition]), share, shares })) : [];
        });
        expect(shared).toEqual(expected);
      }),
    ));

  it('leave no pass nearly empty that the next partition would have fitted into', () => {
    expect(passesOver([3, 3, 3, 10, 3], 9).map(({ partitions }) => [...partitions])).toEqual([[3], [3], [0, 1, 2], [4]]);
    expect(passesOver([0, 0], 9)).toEqual([]);
  });
});
