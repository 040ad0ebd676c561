import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseDetail } from '@mingxiao/contracts/cases';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform, type Platform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { describe, expect, it } from 'vitest';
import { startServerProcess, type Death } from './server-process.js';
import { post, Sender, type SentEvent } from './server-sender.js';

const inFolder = async (run: (data: string) => Promise<void>): Promise<void> => {
  const data = await mkdtemp(join(tmpdir(), 'mingxiao-kill-'));
  try {
    await run(data);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
};

const restarted = async (data: string, run: (platform: Platform) => Promise<void>): Promise<void> => {
  const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'error' }, {}), { watch: false });
  try {
    await run(platform);
  } finally {
    await platform.stop();
  }
};

const reconcile = async ({ url }: Platform) => reconciliation.parse(await (await fetch(`${url}/v1/reconciliation`)).json());

/** Ids of the facts of every case, as its page lists them. */
const storedIds = async ({ url }: Platform, sent: readonly SentEvent[]): Promise<Map<string, string[]>> => {
  const stored = new Map<string, string[]>();
  for (const subject of new Set(sent.map((event) => event.subject))) {
    const response = await fetch(`${url}/v1/cases/${encodeURIComponent(subject)}`);
    stored.set(subject, response.status === 404 ? [] : caseDetail.parse(await response.json()).facts.map(({ id }) => id));
  }
  return stored;
};

const rowFacts = (platform: Platform): Promise<(readonly [string, number])[]> => {
  const store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
  const row = (raw: unknown) => Object.values(raw as Record<string, unknown>) as [string, number];
  return store.query({ name: 'test/row-facts', sql: 'SELECT case_id, facts FROM cases ORDER BY case_id', row });
};

/** Every acknowledged event is there once, rows and facts agree, and sending all of it again changes nothing. */
const expectNothingLost = async (platform: Platform, { sent, acknowledged }: Sender): Promise<void> => {
  expect(await reconcile(platform)).toMatchObject({ ok: true, problems: [], gaps: [], duplicates: 0, conflicts: 0, parked: 0 });
  const stored = await storedIds(platform, sent);
  const ids = [...stored.values()].flat();
  expect(new Set(ids).size).toBe(ids.length);
  expect([...acknowledged].filter((id) => !ids.includes(id))).toEqual([]);
  expect(Object.fromEntries(await rowFacts(platform))).toEqual(Object.fromEntries([...stored].filter(([, facts]) => facts.length > 0).map(([subject, facts]) => [subject, facts.length])));
  const again = await post(platform.url, sent);
  expect(again.filter(({ id, status }) => status !== 'duplicate' && (status !== 'accepted' || acknowledged.has(id ?? '')))).toEqual([]);
  const onceMore = await post(platform.url, sent);
  expect(new Set(onceMore.map(({ status }) => status))).toEqual(new Set(['duplicate']));
  const { ok, perType } = await reconcile(platform);
  const facts = ['case.accepted', 'case.step-completed'].reduce((sum, type) => sum + (perType[type]?.facts ?? 0), 0);
  expect([ok, facts]).toEqual([true, sent.length]);
};

/** Places of the log's commit and of the projection: before and after each thing that is written. */
const deaths: readonly Death[] = [
  { point: 'before-write', nth: 6 },
  { point: 'after-write', nth: 6 },
  { point: 'after-sync', nth: 6 },
  { point: 'after-index', nth: 3 },
  { point: 'before-acknowledge', nth: 6 },
  { point: 'before case_events_v1', nth: 2 },
  { point: 'before ledger_v1', nth: 2 },
  { point: 'before cases_v2', nth: 2 },
  { point: 'before fold_positions_v1', nth: 2 },
  { point: 'after fold_positions_v1', nth: 2 },
];

describe('a server that is killed while events are sent', () => {
  it.each(deaths)('at the point $point keeps every acknowledged event once, and balances', (die) =>
    inFolder(async (data) => {
      const server = await startServerProcess(data, die);
      const sender = new Sender();
      await sender.sendUntilGone(server.url, 'first');
      expect(await server.ended).toBe('SIGKILL');
      expect(sender.acknowledged.size).toBeGreaterThan(0);
      await restarted(data, (platform) => expectNothingLost(platform, sender));
    }),
  );

  it('five times in a row, at any moment, keeps every acknowledged event once, and balances', () =>
    inFolder(async (data) => {
      const sender = new Sender();
      for (const run of ['1', '2', '3', '4', '5']) {
        const server = await startServerProcess(data, null);
        const last = 1 + Math.floor(Math.random() * 40);
        await sender.sendUntilGone(server.url, run, (batches) => {
          if (batches === last) server.process.kill('SIGKILL');
        });
        expect(await server.ended).toBe('SIGKILL');
      }
      await restarted(data, (platform) => expectNothingLost(platform, sender));
    }),
  );
});
