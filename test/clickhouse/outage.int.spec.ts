import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem } from '@mingxiao/contracts/events';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform, type Platform } from '@mingxiao/server/platform';
import { eventOf } from '@mingxiao/server/platform.fixture';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestFront, type StartedFront } from './started-store.js';

let front: StartedFront;
let data: string;
let platform: Platform;
const configured = () => readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, { MINGXIAO_CLICKHOUSE_URL: front.url });
beforeAll(async () => {
  front = await startTestFront();
  data = await mkdtemp(join(tmpdir(), 'mingxiao-outage-'));
  platform = await startPlatform(configured(), { watch: false });
});
afterAll(async () => {
  await platform.stop();
  await front.stop();
  await rm(data, { recursive: true, force: true });
});

const post = async (...ids: readonly string[]): Promise<number> => {
  const body = JSON.stringify(ids.map((id) => eventOf(id)));
  return (await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
};
const read = (path: string) => fetch(`${platform.url}${path}`);
const balance = async () => reconciliation.parse(await (await read('/v1/reconciliation')).json());

describe('a platform whose ClickHouse server goes away', () => {
  it('takes events all the same, answers reads with 503, and has everything once when it is back', async () => {
    await post('before');
    await platform.caughtUp();
    const { facts } = await balance();
    await front.away();
    expect(await post('meanwhile-1', 'meanwhile-2')).toBe(200);
    const refused = await read('/v1/cases?from=2026-01-01&to=2026-12-31');
    expect([refused.status, problem.parse(await refused.json()).type]).toEqual([503, '/problems/unavailable']);
    await front.back();
    await platform.caughtUp();
    expect(await balance()).toMatchObject({ ok: true, facts: facts + 2, duplicates: 0 });
  });

  it('counts nothing twice when inserts were applied and answered 500, answers were cut, and the server was busy', async () => {
    const { facts } = await balance();
    front.faults.add({ kind: 'fail-after', times: 6, matching: 'INSERT' });
    front.faults.add({ kind: 'cut', afterBytes: 40, times: 3, matching: 'FORMAT ArrowStream' });
    front.faults.add({ kind: 'exception', afterBytes: 0, tagged: true, times: 2, matching: 'SELECT' });
    front.faults.add({ kind: 'busy', code: 252, times: 4, matching: 'INSERT' });
    await post('under-faults-1', 'under-faults-2', 'under-faults-3');
    await platform.caughtUp();
    front.faults.clear();
    expect(await balance()).toMatchObject({ ok: true, facts: facts + 3, duplicates: 0 });
    const store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
    expect(await store.query({ name: 'test/cases', sql: 'SELECT count() AS cases, sum(facts) AS facts FROM cases', row: (raw) => raw })).toEqual([{ cases: 6, facts: 6 }]);
  });

  it('does not start without its server, and says which setting names it', async () => {
    await platform.stop();
    await front.away();
    await expect(startPlatform(configured())).rejects.toThrow(/http:\/\/127\.0\.0\.1:\d+ \(MINGXIAO_CLICKHOUSE_URL\) cannot be reached/);
    await front.back();
    platform = await startPlatform(configured(), { watch: false });
    expect(await balance()).toMatchObject({ ok: true });
  });
});
