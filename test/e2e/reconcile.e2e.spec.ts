import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reconciliation, type ReconciliationProgress } from '@mingxiao/contracts/reconciliation';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mingxiao, startCommand } from '../support/command.js';
import { jsonOf } from '../support/figures.js';

let platform: TestPlatform;
let front: Server;
/** Stands between command and server, and gives up on whoever wants the answer and not the progress, as one does after five minutes. */
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  front = createServer((request, response) => {
    const { method = 'GET', url = '/' } = request;
    if (method === 'GET' && url === '/v1/reconciliation') return void request.socket.destroy();
    const forwarded = fetch(new URL(url, platform.url), { method }).then(async (answer) => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text()));
    forwarded.catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  front.close();
  await platform.stop();
});
const frontUrl = () => `http://127.0.0.1:${(front.address() as AddressInfo).port}`;

describe('mingxiao reconcile', () => {
  it('asks again until the comparison has ended, however long that takes', async () => {
    expect(jsonOf(await mingxiao('reconcile', '--json', '--url', frontUrl()), reconciliation)).toMatchObject({ ok: true, problems: [] });
  });

  it('ends with 3 and names what differs when log and store disagree', async () => {
    await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf([eventOf('kept'), eventOf('lost')]) });
    await platform.caughtUp();
    await platform.app.get<AnalyticsStore>(ANALYTICS_STORE).command("ALTER TABLE case_events_v1 DELETE WHERE id = 'lost' SETTINGS mutations_sync = 2");
    const { code, stdout } = await mingxiao('reconcile', '--url', frontUrl());
    expect([code, stdout]).toEqual([3, expect.stringMatching(/! facts: the ledger says \d+, the fact tables hold \d+/)]);
  });

  it.each([
    [false, 'ends what it has begun', ['POST /v1/reconciliation/cancel']],
    [true, 'leaves to others what they have begun', []],
  ])('at Ctrl-C (joined: %s) %s', async (joined, _, expected) => {
    const endless: ReconciliationProgress = { running: true, phase: 'reading', startedAt: '2026-03-02T10:00:00.000Z', done: 1, total: 2, result: null, problem: null };
    const cancels: string[] = [];
    const server = createServer(({ method = '', url = '' }, response) => {
      if (url.endsWith('/cancel')) cancels.push(`${method} ${url}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(method === 'POST' && url === '/v1/reconciliation' ? { ...endless, joined } : endless));
      if (url.endsWith('/progress')) server.emit('asked');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const asked = once(server, 'asked');
    const command = startCommand('reconcile', '--url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await asked;
    command.process.kill('SIGINT');
    await command.ended;
    server.close();
    expect([command.process.exitCode, cancels]).toEqual([1, expected]);
  });
});
