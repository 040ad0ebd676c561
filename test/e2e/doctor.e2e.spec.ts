import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mingxiao } from '../support/command.js';

const report = z.object({ ok: z.boolean(), findings: z.array(z.object({ check: z.string(), verdict: z.enum(['ok', 'warn', 'fail']), found: z.string(), todo: z.string().nullable() })) });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('mingxiao doctor', () => {
  it('ends with 0 where nothing is wrong, with JSON on standard output, and makes nothing', async () => {
    const { code, stdout } = await mingxiao('doctor', '--data', folder, '--port', '0', '--json');
    const { ok, findings } = report.parse(JSON.parse(stdout));
    expect([code, ok, findings.filter(({ verdict }) => verdict === 'fail')]).toEqual([0, true, []]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends with 1 where something fails, and says below it what to do', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { code, stdout } = await mingxiao('doctor', '--data', folder, '--port', String((other.address() as AddressInfo).port));
    other.close();
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^FAIL {2}port .*another program listens.*\n +→ choose another --port/m)]);
  });

  it.each([
    ['an option that there is not', ['--bogus']],
    ['a value that cannot be', ['--port', 'eighty']],
  ])('ends with 2 at %s', async (_what, given) => expect((await mingxiao('doctor', '--data', folder, ...given)).code).toBe(2));
});
