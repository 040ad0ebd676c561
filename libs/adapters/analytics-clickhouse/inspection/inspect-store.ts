import { readFileSync } from 'node:fs';
import type { AnalyticsQuery, AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { checkedIdentifier } from '../insert-statement.js';

export type EngineState = { readonly version: string; readonly now: number; readonly hasDatabase: boolean };

type EngineRow = { readonly version: string; readonly now_ms: string; readonly databases: number };

const engine: AnalyticsQuery<EngineState> = {
  name: 'inspection/engine',
  sql: readFileSync(new URL('./engine.sql', import.meta.url), 'utf8'),
  row: (raw) => {
    const { version, now_ms, databases } = raw as EngineRow;
    return { version, now: Number(now_ms), hasDatabase: Number(databases) > 0 };
  },
};

/** Version and clock (milliseconds) of the engine behind a store, and whether a database is there. */
export const inspectStore = async (store: AnalyticsStore, database: string): Promise<EngineState> => {
  const [state] = await store.query(engine, { database });
  if (state === undefined) throw new Error('the engine said nothing of itself');
  return state;
};

/** What the user of a process that writes needs in its database once that is there: for facts, migrations and models. */
export const writerRights = ['SELECT', 'INSERT', 'CREATE TABLE', 'CREATE VIEW', 'DROP TABLE', 'DROP VIEW', 'ALTER COLUMN', 'ALTER INDEX', 'ALTER SETTINGS'] as const;

/** Whether the user of a store may do something in a database: `INSERT`, `CREATE TABLE`. Null where the engine does not say. */
export const mayDo = async (store: AnalyticsStore, right: (typeof writerRights)[number], database: string): Promise<boolean | null> => {
  const sql = `CHECK GRANT ${right} ON ${checkedIdentifier(database)}.*`;
  const rows = await store.query({ name: 'inspection/right', sql, row: (raw) => Number((raw as { result: unknown }).result) === 1 }).catch(() => []);
  return rows[0] ?? null;
};
