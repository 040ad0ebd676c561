import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'node:http';
import { ingestAnswer } from '@mingxiao/contracts/events';
import { health } from '@mingxiao/contracts/health';
import { eventOf, linesOf } from '@mingxiao/server/platform.fixture';
import { afterEach, describe, expect, it } from 'vitest';
import { startPlatform, type ServedPlatform } from './start-platform.js';

let platform: ServedPlatform | null = null;
afterEach(async () => {
  await platform?.stop();
  platform = null;
});

type Answer = { readonly status: number; readonly text: string };

/** A stream of events whose end the caller sends when he likes. */
const openStream = (url: string) => {
  const outgoing = request(new URL('/v1/events', url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson', expect: '100-continue' } });
  outgoing.flushHeaders();
  const answer = new Promise<Answer>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
  });
  // The server says so in the moment in which the request begins.
  return { outgoing, answer, underWay: once(outgoing, 'continue') };
};

/** What it has said from now on. */
const talkOf = (served: ServedPlatform): (() => string) => {
  let talk = '';
  served.process.stderr?.on('data', (chunk: Buffer) => (talk += chunk.toString('utf8')));
  return () => talk;
};

const endOf = async (served: ServedPlatform): Promise<number | null> => {
  const [code] = (await once(served.process, 'exit')) as [number | null];
  return code;
};

describe('a server that is told to stop', () => {
  it('answers what is under way, refuses what is new, ends in order, and has kept everything it acknowledged', async () => {
    const served = await startPlatform({ sample: false });
    platform = served;
    const stream = openStream(served.url);
    await stream.underWay;
    stream.outgoing.write(`${linesOf([eventOf('before')])}\n`);
    const said = talkOf(served);
    const ended = endOf(served);
    served.process.kill('SIGTERM');
    await expect.poll(said, { timeout: 5_000, interval: 10 }).toMatch(/"underWay":1,"msg":"draining"/);

    const refused = await fetch(new URL('/v1/rankings?from=2026-01-01&to=2026-01-31', served.url));
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('connection')]).toEqual([503, '2', 'close']);
    const ready = await fetch(new URL('/v1/health/ready', served.url));
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('this process is draining')]);

    stream.outgoing.end(`${linesOf([eventOf('after')])}\n`);
    const answer = await stream.answer;
    expect([answer.status, ingestAnswer.parse(JSON.parse(answer.text)).counts.accepted]).toEqual([200, 2]);
    expect([await ended, said()]).toEqual([0, expect.stringContaining('"msg":"stopped"')]);

    const again = await startPlatform({ sample: false, data: served.data });
    try {
      const repeated = await fetch(new URL('/v1/events', again.url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf([eventOf('before'), eventOf('after')]) });
      expect(ingestAnswer.parse(await repeated.json()).counts).toMatchObject({ duplicate: 2 });
    } finally {
      await again.stop();
    }
  });

  it('answers under load whatever had begun, and has kept everything it acknowledged', async () => {
    const served = await startPlatform({ sample: false });
    platform = served;
    const acknowledged: string[] = [];
    let stopping = false;
    const brokenOff: string[] = [];
    /** Sends one event after another until it is refused; what was begun before the stop must be answered. */
    const send = async (sender: number) => {
      for (let count = 0; ; count += 1) {
        const id = `${sender}-${count}`;
        const begun = !stopping;
        const answer = await fetch(new URL('/v1/events', served.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(eventOf(id)) }).catch(() => null);
        if (answer?.status === 200) acknowledged.push(id);
        else if (answer === null && begun) brokenOff.push(id);
        if (answer?.status !== 200) return;
      }
    };
    const senders = Promise.all(Array.from({ length: 8 }, (_, sender) => send(sender)));
    await expect.poll(() => acknowledged.length, { timeout: 30_000, interval: 10 }).toBeGreaterThan(200);
    const ended = endOf(served);
    stopping = true;
    served.process.kill('SIGTERM');
    await senders;
    expect([await ended, brokenOff]).toEqual([0, []]);

    const again = await startPlatform({ sample: false, data: served.data });
    try {
      const body = linesOf(acknowledged.map((id) => eventOf(id)));
      const repeated = await fetch(new URL('/v1/events', again.url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
      expect(ingestAnswer.parse(await repeated.json()).counts).toMatchObject({ accepted: 0, duplicate: acknowledged.length });
    } finally {
      await again.stop();
    }
  });

  it('ends in order while it sends the sample and folds, and does not take the sample for complete', async () => {
    const served = await startPlatform({ sample: true });
    platform = served;
    const sent = async () => health.parse(await (await fetch(new URL('/v1/health', served.url))).json()).sample?.sent ?? 0;
    await expect.poll(sent, { timeout: 120_000, interval: 100 }).toBeGreaterThan(10_000);
    const said = talkOf(served);
    const ended = endOf(served);
    served.process.kill('SIGTERM');
    expect([await ended, said()]).toEqual([0, expect.stringContaining('"msg":"stopped"')]);
    expect(JSON.parse(await readFile(join(served.data, 'sample.json'), 'utf8'))).toMatchObject({ complete: false });
  });
});
