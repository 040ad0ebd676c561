import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { health } from '@mingxiao/contracts/health';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform as openPlatform, type Platform } from '@mingxiao/server/platform';
import { sampleCity } from '@mingxiao/server/sample/sample-city';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPlatform, type ServedPlatform } from './start-platform.js';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-sample-'));
  data = join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A tenth of the usual city, begun and not finished: what a start finds that was interrupted at once. */
const smallCity = { seed: 20_260_101, lastDay: '2026-03-31', cases: 2_400 };
const beginSmallCity = async (): Promise<void> => {
  await mkdir(data, { recursive: true });
  await writeFile(join(data, 'sample.json'), JSON.stringify({ ...smallCity, complete: false }));
};
const isComplete = async (): Promise<boolean> => (JSON.parse(await readFile(join(data, 'sample.json'), 'utf8')) as { complete: boolean }).complete;

const healthOf = async ({ url }: { readonly url: string }) => health.parse(await (await fetch(`${url}/v1/health`)).json());
const patiently = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 100_000, interval: 20 });

const opened = async (sample: boolean, run: (platform: Platform) => Promise<void>): Promise<void> => {
  const platform = await openPlatform(readConfiguration({ data, port: 0, sample, logLevel: 'error' }, {}), { watch: false });
  try {
    await run(platform);
  } finally {
    await platform.stop();
  }
};

const query = (platform: Platform, sql: string) => platform.app.get<AnalyticsStore>(ANALYTICS_STORE).query({ name: 'test/sample', sql, row: (raw) => Object.values(raw as object).map(Number) });

describe('the sample city', () => {
  it('killed at a third and started again is complete, each event once', async () => {
    await beginSmallCity();
    const killed = await startPlatform({ data });
    await patiently(async () => {
      const { sample } = await healthOf(killed);
      expect((sample?.sent ?? 0) / (sample?.total ?? 1)).toBeGreaterThan(0.3);
    });
    const gone = once(killed.process, 'exit');
    killed.process.kill('SIGKILL');
    await gone;
    expect(await isComplete()).toBe(false);
    const again: ServedPlatform = await startPlatform({ data });
    await patiently(async () => expect(await isComplete()).toBe(true));
    await again.stop();
    const told = [...sampleCity(smallCity)].length;
    await opened(false, async (platform) => {
      // The live feed that follows is of the present; only the city is of the past.
      const [[cases], [reference]] = (await Promise.all(['case_events', 'reference_events'].map((table) => query(platform, `SELECT count() FROM ${table} WHERE historical = 1`)))) as [number[][], number[][]];
      expect((cases?.[0] ?? 0) + (reference?.[0] ?? 0)).toBe(told);
      expect(await (await fetch(`${platform.url}/v1/reconciliation`)).json()).toMatchObject({ ok: true, duplicates: 0, conflicts: 0, parked: 0 });
    });
  }, 200_000);

  it('is not sent with --no-sample', async () => {
    await opened(false, async (platform) => {
      await platform.startSample();
      const { log, sample } = await healthOf(platform);
      expect(sample).toBeNull();
      expect(await query(platform, 'SELECT count() FROM case_events')).toEqual([[0]]);
      expect(log.end.reduce((sum, end) => sum + end, 0)).toBeLessThan(200);
    });
  });

  it('never goes into a log that holds events of somebody', async () => {
    const event = { specversion: '1.0', id: 'own', source: 'urn:test:hall', type: 'case.accepted', subject: 'C-1', time: '2026-03-02T09:00:00+08:00', data: {} };
    await opened(true, async (platform) => {
      await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) });
      await platform.startSample();
      expect(await query(platform, 'SELECT count() FROM case_events')).toEqual([[1]]);
    });
  });
});
