import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createGzip, constants } from 'node:zlib';
import { Readable } from 'node:stream';
import { problem } from '@mingxiao/contracts/events';
import { health } from '@mingxiao/contracts/health';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlatform, type ServedPlatform } from './start-platform.js';

const MiB = 1_048_576;
const GiB = 1_024 * MiB;

let platform: ServedPlatform;
beforeAll(async () => {
  platform = await startPlatform({ sample: false });
}, 120_000);
afterAll(() => platform?.stop());

/** Memory of the server's process in MiB, as the kernel counts it. */
const residentMiB = async (): Promise<number> => Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${platform.process.pid}/status`, 'utf8'))?.[1]) / 1_024;

function* repeated(chunk: Buffer, bytes: number): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
}

type Answer = { readonly status: number | null; readonly body: string; readonly sentBytes: number };

/** Sends as fast as it is taken, until it is answered or cut off. */
const send = (type: string, body: Readable, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  new Promise((resolve) => {
    let sentBytes = 0;
    const done = (status: number | null, text: string) => {
      body.destroy();
      resolve({ status, body: text, sentBytes });
    };
    const post = request(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': type, ...headers } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('close', () => done(response.statusCode ?? null, text));
    });
    // Cut off while it was still sending: the answer may be lost on the way.
    post.on('error', () => done(null, ''));
    body.on('data', (chunk: Buffer) => (sentBytes += chunk.length));
    body.on('error', () => undefined);
    body.pipe(post);
  });

const spaces = Buffer.alloc(64 * 1_024, ' ');
const emptyLines = Buffer.alloc(64 * 1_024, '\n');
const junkLines = Buffer.from('1\n'.repeat(32 * 1_024));
const oneLine = Buffer.alloc(64 * 1_024, 'x');

const stream = (chunk: Buffer, bytes = GiB): Readable => Readable.from(repeated(chunk, bytes));
const packed = (chunk: Buffer, bytes = GiB): Readable => stream(chunk, bytes).pipe(createGzip({ level: constants.Z_BEST_SPEED }));
const gzip = { 'content-encoding': 'gzip' };

const bodies: readonly (readonly [string, string, () => Readable, Readonly<Record<string, string>>])[] = [
  ['a body of 1 GiB', 'application/json', () => stream(spaces), {}],
  ['a line of 1 GiB', 'application/x-ndjson', () => stream(oneLine), {}],
  ['1 GiB of empty lines', 'application/x-ndjson', () => stream(emptyLines), {}],
  ['1 GiB of lines that are no events', 'application/x-ndjson', () => stream(junkLines), {}],
  ['a packed body of 1 GiB', 'application/json', () => packed(spaces), gzip],
  ['a packed line of 1 GiB', 'application/x-ndjson', () => packed(oneLine), gzip],
  ['1 GiB of packed empty lines', 'application/x-ndjson', () => packed(emptyLines), gzip],
  ['1 GiB of packed lines that are no events', 'application/x-ndjson', () => packed(junkLines), gzip],
];

describe.skipIf(process.platform !== 'linux')('a server that is sent too much (skipped elsewhere than on Linux, where its memory can be read)', () => {
  it.each(bodies)('%s is cut off early, in flat memory, and the server stays up', async (_, type, body, headers) => {
    const before = await residentMiB();
    const answer = await send(type, body(), headers);
    if (answer.status !== null) {
      expect(answer.status).toBe(413);
      expect(problem.parse(JSON.parse(answer.body)).status).toBe(413);
    }
    expect(answer.sentBytes).toBeLessThan(64 * MiB);
    expect((await residentMiB()) - before).toBeLessThan(300);
    expect(health.parse(await (await fetch(`${platform.url}/v1/health`)).json())).toMatchObject({ problems: [] });
  }, 60_000);

  it('in all of this its memory has not grown beyond bounds', async () => {
    expect(await residentMiB()).toBeLessThan(1_536);
  });
});
