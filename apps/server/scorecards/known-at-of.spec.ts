import type { KnownAtRequest } from '@mingxiao/contracts/known-at';
import { describe, expect, it } from 'vitest';
import { knownAtOf } from './known-at-of.js';

const now = Date.parse('2026-05-31T18:00:00Z');
const knownAt = (asOf?: string) => knownAtOf<KnownAtRequest & { readonly asOf?: string | undefined }>('Asia/Shanghai', { asOf }, now).knownAt;

describe('as of', () => {
  it('a day is as known at its last millisecond, where the organisation is', () => {
    expect(knownAt('2026-05-31')).toBe('2026-05-31T15:59:59.999Z');
  });

  it('today is as known at the present, for the day is not over', () => {
    expect(knownAt('2026-06-01')).toBeUndefined();
    expect(knownAt()).toBeUndefined();
  });

  it('an instant is that instant', () => {
    expect(knownAt('2026-05-01T00:00:00Z')).toBe('2026-05-01T00:00:00Z');
  });
});
