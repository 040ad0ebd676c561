import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import type { AnalyticsQuery } from '@mingxiao/ports/analytics-store/analytics-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestFront, type StartedFront } from './started-store.js';

const users = { writer: { password: 'w' }, reader: { password: 'r', readonly: true } };

let front: StartedFront;
beforeAll(async () => {
  front = await startTestFront({ users });
});
afterAll(() => front.stop());

const open = (user: keyof typeof users) => openServerStore({ url: front.url, user, password: users[user].password });
const journal: AnalyticsQuery<unknown> = { name: 'test/journal', sql: 'SELECT number, uniqExact(checksum) AS texts FROM schema_migrations GROUP BY number ORDER BY number', row: (raw) => raw };

describe('migrations against a server', () => {
  it('are applied once when six processes begin at once', async () => {
    const migrations = await readMigrations();
    const stores = await Promise.all(Array.from({ length: 6 }, () => open('writer')));
    const applied = await Promise.all(stores.map((store) => migrate(store, migrations, { shared: true })));
    expect(applied.reduce((sum, count) => sum + count, 0)).toBe(migrations.length);
    const [first] = stores;
    expect(await first?.query(journal)).toEqual(migrations.map(({ number }) => ({ number, texts: 1 })));
    expect(await Promise.all(stores.map((store) => migrate(store, migrations, { shared: true })))).toEqual(stores.map(() => 0));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('have nothing to do for a user who may only read, and stop him where they have', async () => {
    const migrations = await readMigrations();
    const store = await open('reader');
    expect(await migrate(store, migrations, { shared: true })).toBe(0);
    const more = { number: migrations.length + 1, name: 'one more', checksum: 'c', statements: ['CREATE TABLE IF NOT EXISTS more (n Int8) ENGINE = MergeTree ORDER BY n'] };
    await expect(migrate(store, [...migrations, more], { shared: true })).rejects.toMatchObject({ code: '164' });
    await store.close();
  });

  it('go on when the process whose turn it was has gone', async () => {
    const migrations = await readMigrations();
    const store = await openServerStore({ url: front.url, user: 'writer', password: 'w', database: 'left' });
    await store.command('CREATE TABLE schema_migrations_turn (nothing UInt8) ENGINE = Memory');
    expect(await migrate(store, migrations, { shared: true, staleSeconds: 0 })).toBe(migrations.length);
    await store.close();
  });

  it('do not begin with a wrong password', async () => {
    await expect(openServerStore({ url: front.url, user: 'writer', password: 'no' })).rejects.toMatchObject({ name: 'AnalyticsFailure', code: '516' });
  });
});
