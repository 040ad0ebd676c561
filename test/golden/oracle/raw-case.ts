import type { Unit } from './naive-time.js';

/** A fact as a source would tell it; each of a case at an instant of its own, so that order is no question. */
export type RawFact = { readonly id: string; readonly type: string; readonly time: number; readonly data: Readonly<Record<string, unknown>> };

export type RawCase = { readonly id: string; readonly facts: readonly RawFact[] };

export const epochOf = (text: string): number => Date.parse(`${text}:00+08:00`);

/** An organisation that changes: S-2 moves from one department to another in the middle of April. */
export const organisation: readonly { readonly unit: string; readonly type: string; readonly parent: string | null; readonly since: number }[] = [
  { unit: 'X-1', type: 'district', parent: null, since: epochOf('2020-01-01T00:00') },
  { unit: 'X-2', type: 'district', parent: null, since: epochOf('2020-01-01T00:00') },
  { unit: 'D-1', type: 'department', parent: 'X-1', since: epochOf('2020-01-01T00:00') },
  { unit: 'D-2', type: 'department', parent: 'X-2', since: epochOf('2020-01-01T00:00') },
  { unit: 'S-1', type: 'section', parent: 'D-1', since: epochOf('2020-01-01T00:00') },
  { unit: 'S-2', type: 'section', parent: 'D-1', since: epochOf('2020-01-01T00:00') },
  { unit: 'S-2', type: 'section', parent: 'D-2', since: epochOf('2026-04-15T12:00') },
  { unit: 'S-3', type: 'section', parent: 'D-2', since: epochOf('2020-01-01T00:00') },
];

/** What the two kinds of the generated cases differ in. */
export const kinds: Readonly<Record<string, { readonly services: readonly string[]; readonly rectify: { readonly amount: number; readonly unit: Unit }; readonly waitsPause: boolean }>> = {
  permit: { services: ['advice', 'decision'], rectify: { amount: 5, unit: 'working-day' }, waitsPause: false },
  complaint: { services: [], rectify: { amount: 9, unit: 'natural-day' }, waitsPause: true },
};
