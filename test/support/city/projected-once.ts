import type { Reconciliation } from '@mingxiao/contracts/reconciliation';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { expect, vi } from 'vitest';
import { balanceOf, type City } from './city.js';
import { loadSource, type Load } from './load.js';

/** Of the cases, with what the query gives for each. */
export const pairsOf = (store: AnalyticsStore, sql: string): Promise<readonly (readonly [string, string])[]> =>
  store.query({ name: 'test/pairs', sql, row: (raw) => Object.values(raw as Record<string, unknown>).map(String) as [string, string] });

/** The balance of log and store once the projection has caught up; till then the answer is 503. */
export const balanced = async (city: City): Promise<Reconciliation> => {
  const balance = await vi.waitFor(() => balanceOf(city), { timeout: 180_000, interval: 200 });
  expect(balance).toMatchObject({ problems: [], gaps: [], conflicts: 0 });
  return balance;
};

/** Facts and rows hold every acknowledged event of the load exactly once. */
export const expectAllOnce = async (city: City, store: AnalyticsStore, load: Load): Promise<void> => {
  await balanced(city);
  const expected = Object.fromEntries([...load.acknowledged].map(([subject, events]) => [subject, String(events)]));
  const facts = await pairsOf(store, `SELECT subject, count() FROM case_events WHERE source = '${loadSource}' GROUP BY subject`);
  const rows = await pairsOf(store, 'SELECT case_id, facts FROM cases');
  const ours = (found: readonly (readonly [string, string])[]) => Object.fromEntries(found.filter(([subject]) => load.acknowledged.has(subject)));
  expect(ours(facts)).toEqual(expected);
  expect(ours(rows)).toEqual(expected);
};

/** Goes on once the load has had so many more events acknowledged. */
export const taken = async (load: Load, more: number): Promise<void> => {
  const before = load.count;
  await expect.poll(() => load.count, { timeout: 120_000, interval: 50 }).toBeGreaterThan(before + more);
};
