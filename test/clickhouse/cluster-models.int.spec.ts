import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuildProgress } from '@mingxiao/contracts/rebuild';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform, type Platform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import type { Session } from 'chdb';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfigured } from './configured-engine.js';

/** A cluster that nobody has to answer for: tables may name it, and only what is made of them is looked at. */
const remoteServers = '<remote_servers><mingxiao><shard><replica><host>127.0.0.1</host><port>1</port></replica></shard></mingxiao></remote_servers>';

const instant = '2026-03-10T09:00:00+08:00';

let data: string;
let first: Session;
let platform: Platform;
let store: AnalyticsStore;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'mingxiao-cluster-'));
  first = await startConfigured(join(data, 'clickhouse'), remoteServers);
  platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, {}), { watch: false });
  await platform.caughtUp();
  store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
  // As cluster-statements.mjs makes them; one table is enough, and the others go on answering.
  await store.command('RENAME TABLE joint_cases_v1 TO joint_cases_v1_local');
  await store.command("CREATE TABLE joint_cases_v1 AS joint_cases_v1_local ENGINE = Distributed('mingxiao', 'mingxiao', 'joint_cases_v1_local', cityHash64(parent))");
});
afterAll(async () => {
  await platform.stop();
  first.close();
  await rm(data, { recursive: true, force: true });
});

const tablesBeside = () => store.query({ name: 'test/tables', sql: "SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE '%\\_\\_%'", row: (raw) => (raw as { name: string }).name });

describe('on the distributed tables of a cluster', () => {
  it('figures as known earlier are refused with what to do, and no table is made that would stand for the live rows', async () => {
    const { status, body } = await request(platform.url).get('/v1/rankings').query({ by: 'department', from: '2026-03-01', to: '2026-03-31', knownAt: instant });
    expect([status, body]).toEqual([409, expect.objectContaining({ type: '/problems/conflict', detail: expect.stringContaining('ask for the present figures') as string })]);
    expect(await tablesBeside()).toEqual([]);
  });

  it.each(['', '?fromLog=true'])('a rebuild ends with the same words and makes no table (%s)', async (query) => {
    const { body } = await request(platform.url).post(`/v1/rebuild${query}`);
    expect(rebuildProgress.parse(body)).toMatchObject({ running: false, switched: false, problem: expect.stringContaining('a single ClickHouse server') as string });
    expect(await tablesBeside()).toEqual([]);
  });
});
