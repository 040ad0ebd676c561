import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { checkClickhouseServer } from '@mingxiao/cli/doctor/check-clickhouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestFront, type StartedFront } from './started-store.js';

let front: StartedFront;
beforeAll(async () => {
  front = await startTestFront({ users: { writer: { password: 'right' } } });
});
afterAll(() => front.stop());

const server = (part: { readonly password?: string; readonly url?: string } = {}) => ({ url: front.url, user: 'writer', password: 'right', database: 'mingxiao', ...part });
const look = async (part?: { readonly password?: string; readonly url?: string }) => (await checkClickhouseServer(server(part), true)).map(({ check, verdict, found }) => [check, verdict, found] as const);

describe('the doctor beside a ClickHouse server', () => {
  it('finds a server without our database sound, and makes none', async () => {
    for (const round of [1, 2]) {
      const findings = await look();
      expect([round, findings.map(([check, verdict]) => [check, verdict])]).toEqual([round, [['clickhouse', 'ok'], ['clock', 'ok'], ['schema', 'ok']]]);
      expect(findings.at(-1)?.[2]).toContain('there is no database mingxiao yet');
    }
  });

  it('counts the migrations that are missing, and says when all are applied', async () => {
    const store = await openServerStore(server());
    const migrations = await readMigrations();
    try {
      await migrate(store, migrations.slice(0, 3));
      expect((await look()).at(-1)?.[2]).toContain(`${migrations.length - 3} of ${migrations.length} migrations are not applied`);
      await migrate(store, migrations);
      expect((await look()).at(-1)).toEqual(['schema', 'ok', `all ${migrations.length} migrations are applied`]);
    } finally {
      await store.close();
    }
  });

  it('fails on a wrong password and says which variables to look at', async () => {
    const [finding] = await look({ password: 'wrong' });
    expect(finding).toEqual(['clickhouse', 'fail', expect.stringContaining('MINGXIAO_CLICKHOUSE_PASSWORD') as string]);
  });
});
