import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import type { AnalyticsQuery } from '@mingxiao/ports/analytics-store/analytics-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFrontProcess, type FrontProcess } from '../support/clickhouse-front/front-process.js';

let folder: string;
let front: FrontProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-front-'));
  front = await startFrontProcess(folder);
});
afterAll(async () => {
  await front.stop();
  await rm(folder, { recursive: true, force: true });
});

const count: AnalyticsQuery<unknown> = { name: 'test/count', sql: 'SELECT count() AS n FROM kept', row: (raw) => raw };
const kept = (id: string) => ({ rows: 1, columns: [{ name: 'id', type: 'string', values: [id] }] }) as const;

describe('a front in a process of its own', () => {
  it('is shared by several stores, takes orders, and keeps what was inserted through a kill', async () => {
    const [one, other] = await Promise.all([openServerStore({ url: front.url }), openServerStore({ url: front.url })]);
    await one.command("CREATE TABLE kept (id String) ENGINE = ReplacingMergeTree ORDER BY id SETTINGS fsync_after_insert = 1");
    await Promise.all([one.insert('kept', kept('a')), other.insert('kept', kept('b'))]);
    await front.fault({ kind: 'fail-after', times: 1, matching: 'INSERT' });
    await one.insert('kept', kept('a'));
    expect(await other.query({ ...count, sql: 'SELECT count() AS n FROM kept FINAL' })).toEqual([{ n: 2 }]);

    front.process.kill('SIGKILL');
    await once(front.process, 'exit');
    await expect(one.query(count)).rejects.toMatchObject({ name: 'AnalyticsUnavailable', reason: 'unreachable' });
    front = await startFrontProcess(folder, Number(new URL(front.url).port));
    expect(await one.query({ ...count, sql: 'SELECT count() AS n FROM kept FINAL' })).toEqual([{ n: 2 }]);
    await Promise.all([one.close(), other.close()]);
  });
});
