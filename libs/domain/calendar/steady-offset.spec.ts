import { describe, expect, it } from 'vitest';
import { startOfLocalDay, steadyOffset } from './zone.js';

const year = (zone: string) => [startOfLocalDay(zone, '2025-01-01'), startOfLocalDay(zone, '2026-01-01')] as const;

describe('the offset of a zone through a period', () => {
  it('is one number where clocks run evenly', () => {
    expect(steadyOffset('Asia/Shanghai', ...year('Asia/Shanghai'))).toBe(8 * 3_600_000);
  });

  it('is none where they are put forward and back, though both ends are alike', () => {
    expect(steadyOffset('Europe/Amsterdam', ...year('Europe/Amsterdam'))).toBeNull();
  });

  it('is one again between two changes, and none where the last day has one', () => {
    const until = (date: string) => steadyOffset('Europe/Amsterdam', startOfLocalDay('Europe/Amsterdam', '2025-01-01'), startOfLocalDay('Europe/Amsterdam', date) - 1);
    expect([until('2025-03-30'), until('2025-03-31')]).toEqual([3_600_000, null]);
  });
});
