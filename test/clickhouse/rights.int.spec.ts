import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { writerRights } from '@mingxiao/adapters/analytics-clickhouse/inspection/inspect-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { ModelStore } from '@mingxiao/server/models/model-store';
import { Reads } from '@mingxiao/server/query/reads';
import { RebuildTurn } from '@mingxiao/server/rebuild/rebuild-turn';
import type { Session } from 'chdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfigured } from './configured-engine.js';
import { grantsOf } from './xml-elements.js';

/** The engine knows one user, `default`; here he has the rights of the shipped writer and no others. */
const usersFile = (grants: readonly string[]): string => `<clickhouse>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <users><default>
    <password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
    <grants>${grants.map((grant) => `<query>${grant}</query>`).join('')}</grants>
  </default></users>
</clickhouse>`;

let folder: string;
let first: Session;
let engine: AnalyticsStore;
let writer: AnalyticsStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-rights-'));
  const users = join(folder, 'users.xml');
  await writeFile(users, usersFile(await grantsOf('mingxiao_writer')));
  first = await startConfigured(folder, `<users_config>${users}</users_config>`);
  engine = await openInProcessStore({ folder });
  // In the process an insert reads from a table function, which a server never needs: rows of the journal go as a server takes them.
  writer = Object.assign(Object.create(engine) as AnalyticsStore, {
    insert: (table: string) => engine.command(`INSERT INTO ${table} (number) VALUES (1)`),
  });
});
afterAll(async () => {
  await engine.close();
  first.close();
  await rm(folder, { recursive: true, force: true });
});

const accessDenied = '497';

describe('the rights of the shipped writer, in force', () => {
  it('are those that the doctor asks for, and the one to make the database', async () => {
    const granted = (await grantsOf('mingxiao_writer')).flatMap((grant) => /^GRANT (.*) ON mingxiao\.\*$/.exec(grant)?.[1]?.split(', ') ?? []);
    expect(granted.filter((right) => right !== 'CREATE DATABASE')).toEqual(writerRights);
    expect(granted).toContain('CREATE DATABASE');
  });

  it('are enough for every migration, though a process that has gone left its turn behind, and for the tables of models', async () => {
    const migrations = await readMigrations();
    await writer.command('CREATE TABLE schema_migrations_turn (nothing UInt8) ENGINE = Memory');
    expect(await migrate(writer, migrations, { shared: true, staleSeconds: 0 })).toBe(migrations.length);
    const models = new ModelStore(writer, new Reads(writer));
    await models.create('r1', true);
    await models.putInPlace('r1', true, await models.identities('r1', true));
    await models.drop('r1');
    const [before, after] = [new RebuildTurn(writer, new Reads(writer), false), new RebuildTurn(writer, new Reads(writer), false)];
    expect(await before.take()).toBe(true);
    expect(await after.take()).toBe(true);
    await after.assertOwn();
    await expect(before.assertOwn()).rejects.toThrow('another one may rebuild');
    await before.giveBack();
    await after.giveBack();
  });

  it.each([
    ['change rows', 'ALTER TABLE own DELETE WHERE n = 1'],
    ['leave the database', 'CREATE TABLE default.elsewhere (n Int8) ENGINE = MergeTree ORDER BY n'],
    ['read files', "SELECT * FROM file('/etc/hostname', 'RawBLOB')"],
  ])('do not let it %s', async (_what, sql) => {
    await writer.command('CREATE TABLE IF NOT EXISTS own (n Int8) ENGINE = MergeTree ORDER BY n');
    await expect(writer.command(sql)).rejects.toMatchObject({ code: accessDenied });
  });
});
