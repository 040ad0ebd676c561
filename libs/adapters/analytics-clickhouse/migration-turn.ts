import { setTimeout as pause } from 'node:timers/promises';
import { AnalyticsFailure, type AnalyticsQuery, type AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';

export type Turn<Value> = {
  readonly staleSeconds: number;
  /** Whether somebody else has done it already. */
  readonly isDone: () => Promise<boolean>;
  readonly run: () => Promise<Value>;
};

/** ClickHouse has no locks, but only one of many can create a table: whoever does has the turn until it is dropped. */
const turnTable = 'schema_migrations_turn';
const lookAgainMilliseconds = 250;

type Held = { readonly age: number; readonly id: string };

const held: AnalyticsQuery<Held> = {
  name: 'migrations/turn',
  sql: `SELECT toUnixTimestamp(now()) - toUnixTimestamp(metadata_modification_time) AS age, replaceAll(toString(uuid), '-', '') AS id
FROM system.tables WHERE database = currentDatabase() AND name = '${turnTable}'`,
  row: (raw) => raw as Held,
};

/** Runs when no other process does and it is not done yet; 0 when another has done it meanwhile. */
export const inTurn = async (store: AnalyticsStore, { staleSeconds, isDone, run }: Turn<number>): Promise<number> => {
  for (;;) {
    if (await isDone()) return 0;
    if (await take(store)) {
      try {
        return await run();
      } finally {
        await store.command(`DROP TABLE IF EXISTS ${turnTable}`);
      }
    }
    await passOn(store, staleSeconds);
    await pause(lookAgainMilliseconds);
  }
};

const tableAlreadyExists = '57';
const unknownTable = '60';

const unless = (codes: readonly string[]) => (error: unknown): false => {
  if (error instanceof AnalyticsFailure && error.code !== null && codes.includes(error.code)) return false;
  throw error;
};

const take = (store: AnalyticsStore): Promise<boolean> =>
  store.command(`CREATE TABLE ${turnTable} (nothing UInt8) ENGINE = Memory`).then(() => true, unless([tableAlreadyExists]));

/** Takes the turn from a process that has gone. Its table is renamed after its own id: of two that do so at once one fails, and neither takes a newer turn. */
const passOn = async (store: AnalyticsStore, staleSeconds: number): Promise<void> => {
  const [turn] = await store.query(held);
  if (turn === undefined || turn.age < staleSeconds) return;
  await store.command(`RENAME TABLE ${turnTable} TO ${turnTable}_${turn.id}`).catch(unless([tableAlreadyExists, unknownTable]));
};
