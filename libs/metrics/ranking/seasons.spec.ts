import { describe, expect, it } from 'vitest';
import { seasonsOf } from './seasons.js';

describe('the seasons of a period', () => {
  it('are its quarters, cut at both ends, the same wherever the year', () =>
    expect(seasonsOf({ from: '2025-11-23', to: '2026-11-22' })).toEqual([
      { season: 'Q4', from: '2025-11-23', to: '2025-12-31' },
      { season: 'Q1', from: '2026-01-01', to: '2026-03-31' },
      { season: 'Q2', from: '2026-04-01', to: '2026-06-30' },
      { season: 'Q3', from: '2026-07-01', to: '2026-09-30' },
      { season: 'Q4', from: '2026-10-01', to: '2026-11-22' },
    ]));

  it('are one where a single day is asked for', () => expect(seasonsOf({ from: '2026-02-28', to: '2026-02-28' })).toEqual([{ season: 'Q1', from: '2026-02-28', to: '2026-02-28' }]));
});
