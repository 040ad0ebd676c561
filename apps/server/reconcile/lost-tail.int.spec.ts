import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import { startPlatform, type Platform } from '../platform.js';
import { eventOf, linesOf } from '../platform.fixture.js';
import { EVENT_LOG } from '../tokens.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-lost-tail-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const during = async <Value>(run: (platform: Platform) => Promise<Value>): Promise<Value> => {
  const platform = await startPlatform(readConfiguration({ data: join(folder, 'data'), port: 0, sample: false, logLevel: 'silent' }, {}), { watch: false });
  try {
    return await run(platform);
  } finally {
    await platform.stop();
  }
};

/** Six events of one case, so that all of them go to one partition. */
const send = async ({ url }: Platform, name: string): Promise<void> => {
  const events = Array.from({ length: 6 }, (_, index) => eventOf(`${name} ${index}`, { subject: 'the one case', type: 'case.step-completed', data: { step: `${index}` } }));
  await request(url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
};
const endOf = ({ app }: Platform) => app.get<EventLog>(EVENT_LOG).end();

it('names the acknowledged records that the log has lost and the store still holds, whatever has come elsewhere since', async () => {
  const before = await during(async (platform) => {
    await send(platform, 'kept');
    return endOf(platform);
  });
  await cp(join(folder, 'data', 'log'), join(folder, 'log of before'), { recursive: true });
  const after = await during(async (platform) => {
    await send(platform, 'lost');
    await platform.caughtUp();
    return endOf(platform);
  });
  await rm(join(folder, 'data', 'log'), { recursive: true });
  await cp(join(folder, 'log of before'), join(folder, 'data', 'log'), { recursive: true });
  const partition = after.findIndex((end, index) => end > (before[index] ?? 0));
  const said = `partition ${partition}: the log ends at ${before[partition]}, the ledger at ${after[partition]}: the log has lost 6 acknowledged records`;
  await during(async (platform) => {
    const reconcile = async () => reconciliation.parse((await request(platform.url).get('/v1/reconciliation').expect(200)).body);
    const { ok, problems } = await reconcile();
    expect({ ok, problems }).toEqual({ ok: false, problems: [expect.stringContaining(said)] });
    // Fewer than were lost, so that they cannot hide the loss wherever they go.
    const elsewhere = Array.from({ length: 3 }, (_, index) => eventOf(`elsewhere ${index}`));
    await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(elsewhere)).expect(200);
    expect((await reconcile()).problems.join('\n')).toMatch(/the log has lost \d acknowledged records/);
  });
}, 120_000);
