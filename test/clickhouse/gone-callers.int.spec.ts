import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform, type Platform } from '@mingxiao/server/platform';
import { eventOf } from '@mingxiao/server/platform.fixture';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestFront, type StartedFront } from './started-store.js';

let front: StartedFront;
let data: string;
let platform: Platform;
beforeAll(async () => {
  front = await startTestFront();
  data = await mkdtemp(join(tmpdir(), 'mingxiao-gone-'));
  const configured = readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, { MINGXIAO_CLICKHOUSE_URL: front.url });
  platform = await startPlatform(configured, { watch: false });
  await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([eventOf('one')]) });
  await platform.caughtUp();
});
afterEach(() => front.faults.clear());
afterAll(async () => {
  await platform.stop();
  await front.stop();
  await rm(data, { recursive: true, force: true });
});

const period = 'from=2026-01-01&to=2026-12-31';

const questions = [
  ['a ranking', `/v1/rankings?by=section&${period}`],
  ['figures', `/v1/figures?by=section&measures=accepted&${period}`],
  ['scorecards', '/v1/scorecards/transport-100?period=2026'],
  ['a list of cases', `/v1/cases?${period}`],
  ['satisfaction', `/v1/satisfaction?by=section&${period}`],
  ['what is worth a look', `/v1/looks?${period}`],
] as const;

describe('a caller who goes away before the answer', () => {
  it.each(questions)('leaves no query behind: %s', async (_, path) => {
    expect((await fetch(`${platform.url}${path}`)).status).toBe(200);
    front.faults.add({ kind: 'endless', matching: '{from: Int64}' });
    const caller = new AbortController();
    const asked = fetch(`${platform.url}${path}`, { signal: caller.signal });
    asked.catch(() => undefined);
    while ((await front.running()).length === 0) await new Promise((resolve) => setImmediate(resolve));
    front.faults.clear();
    caller.abort();
    await expect(asked).rejects.toThrow(/abort/);
    while ((await front.running()).length > 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await fetch(`${platform.url}${path}`)).status).toBe(200);
  });
});
