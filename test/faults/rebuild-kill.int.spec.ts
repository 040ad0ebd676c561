import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelList } from '@mingxiao/contracts/models';
import { rebuildProgress, type RebuildProgress } from '@mingxiao/contracts/rebuild';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { casesTable } from '@mingxiao/projections/cases/cases.columns';
import { liveModel, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform, type Platform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE, EVENT_LOG } from '@mingxiao/server/tokens';
import { describe, expect, it, vi } from 'vitest';
import { appendTo, type WireEvent } from '../scenarios/delivery.js';
import { startServerProcess, type Death } from './server-process.js';

const inFolder = async (run: (data: string) => Promise<void>): Promise<void> => {
  const data = await mkdtemp(join(tmpdir(), 'mingxiao-rebuild-kill-'));
  try {
    await run(data);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
};

const onPlatform = async <Value>(data: string, run: (platform: Platform) => Promise<Value>): Promise<Value> => {
  const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'error' }, {}), { watch: false });
  try {
    return await run(platform);
  } finally {
    await platform.stop();
  }
};

const storeOf = (platform: Platform): AnalyticsStore => platform.app.get<AnalyticsStore>(ANALYTICS_STORE);

const eventOf = (index: number): WireEvent => {
  const number = String(index).padStart(6, '0');
  const data = { unit: `S-${index % 7}`, parent: index % 9 === 0 ? 'P-1' : undefined };
  return { specversion: '1.0', id: `e-${number}`, source: 'urn:test:hall', type: 'case.accepted', subject: `C-${number}`, time: '2026-03-02T09:00:00+08:00', data };
};

/** Appends the acceptance of cases straight to the log and waits until they are folded. */
const tell = async (platform: Platform, { from = 0, to }: { readonly from?: number; readonly to: number }): Promise<void> => {
  const log = platform.app.get<EventLog>(EVENT_LOG);
  for (let first = from; first < to; first += 5_000) {
    await appendTo(log, Array.from({ length: Math.min(5_000, to - first) }, (_, index) => eventOf(first + index)));
  }
  await platform.caughtUp();
};

const rebuild = async ({ url }: Platform, query = ''): Promise<RebuildProgress> => {
  await fetch(`${url}/v1/rebuild${query}`, { method: 'POST' });
  return vi.waitFor(async () => {
    const progress = rebuildProgress.parse(await (await fetch(`${url}/v1/rebuild`)).json());
    expect(progress.running).toBe(false);
    return progress;
  }, 200_000);
};

const rebuildUntilDead = async (data: string, die: Death, query: string): Promise<void> => {
  const server = await startServerProcess(data, die);
  await fetch(`${server.url}/v1/rebuild${query}`, { method: 'POST' }).catch(() => undefined);
  expect(await server.ended).toBe('SIGKILL');
};

const tables = ['cases', 'case_signals', 'joint_cases', 'case_events', 'reference_events', 'ledger'];
/** What every table says, by its order-independent hash. */
const hashes = async (platform: Platform): Promise<string[]> => {
  const hash = (table: string) => ({
    name: 'test/hash',
    sql: `SELECT concat(toString(count()), ' ', toString(sum(sipHash64(tuple(* EXCEPT (${/^case_e|^ref|^led/.test(table) ? 'stored_at' : 'version'})))))) AS hash FROM ${table}`,
    row: (raw: unknown) => `${table} ${(raw as { hash: string }).hash}`,
  });
  const found: string[] = [];
  for (const table of tables) found.push(...(await storeOf(platform).query(hash(table))));
  return found;
};

const equal = ({ comparison }: RebuildProgress) => comparison?.every(({ live, beside }) => live.hash === beside.hash && live.rows === beside.rows);
const states = async ({ url }: Platform) => modelList.parse(await (await fetch(`${url}/v1/models`)).json()).rows.map(({ name, state }) => `${name} ${state}`);
const balanced = async ({ url }: Platform) => reconciliation.parse(await (await fetch(`${url}/v1/reconciliation`)).json()).ok;

describe('a rebuild that is killed half-way', () => {
  it('goes on behind the last case that was written, and gives the same hashes', () =>
    inFolder(async (data) => {
      const before = await onPlatform(data, async (platform) => {
        await tell(platform, { to: 40_000 });
        return hashes(platform);
      });
      await rebuildUntilDead(data, { point: `before ${tablesOfModel('r1').cases}`, nth: 2 }, '');
      await onPlatform(data, async (platform) => {
        expect(await states(platform)).toEqual(['r1 building']);
        const stream = vi.spyOn(storeOf(platform), 'stream');
        const progress = await rebuild(platform);
        expect(progress).toMatchObject({ model: 'r1', cases: 40_000, switched: true, problem: null });
        expect(stream.mock.calls.filter(([name]) => name === 'facts/of-all-cases').map(([, , parameters]) => parameters?.['from'])).toEqual([expect.stringMatching(/^C-\d{6}$/)]);
        // How many cases one insert took is the scan's affair; that it did not begin anew is what counts.
        expect(equal(progress)).toBe(true);
        expect(await hashes(platform)).toEqual(before);
      });
    }), 240_000);
});

const damage = [
  `ALTER TABLE ${casesTable} UPDATE unit = 'S-x' WHERE case_id = 'C-000003' SETTINGS mutations_sync = 2`,
  "ALTER TABLE case_signals_v1 UPDATE unit = 'S-x' WHERE case_id = 'C-000004' SETTINGS mutations_sync = 2",
  "ALTER TABLE joint_cases_v1 UPDATE finished = 999 WHERE parent = 'P-1' SETTINGS mutations_sync = 2",
];
const damageToFacts = ["ALTER TABLE case_events_v1 DELETE WHERE id = 'e-000005' SETTINGS mutations_sync = 2"];

const deaths: readonly (Death & { readonly query: string })[] = [
  { point: 'before exchange', nth: 1, query: '' },
  { point: 'after exchange', nth: 1, query: '' },
  { point: 'after exchange', nth: 2, query: '' },
  { point: 'after exchange', nth: 3, query: '' },
  { point: 'after exchange', nth: 2, query: '?fromLog=true' },
  { point: 'after exchange', nth: 4, query: '?fromLog=true' },
];

describe('a switch that is killed between the exchanges of its tables', () => {
  it.each(deaths)('($point $nth, $query) is finished by the next start: every table is the rebuilt one, and nothing is lost', ({ query, ...die }) =>
    inFolder(async (data) => {
      const before = await onPlatform(data, async (platform) => {
        await tell(platform, { to: 40 });
        const found = await hashes(platform);
        for (const statement of [...damage, ...(query === '' ? [] : damageToFacts)]) await storeOf(platform).command(statement);
        return found;
      });
      await rebuildUntilDead(data, die, query);
      await onPlatform(data, async (platform) => {
        await platform.caughtUp();
        expect(await hashes(platform)).toEqual(before);
        expect(await states(platform)).toEqual(['r1 former']);
        await tell(platform, { from: 40, to: 45 });
        expect(await balanced(platform)).toBe(true);
        expect(equal(await rebuild(platform, '?switch=false'))).toBe(true);
      });
    }), 180_000);
});

describe('a store that was lost', () => {
  it('is made again from the log with the same hashes', () =>
    inFolder(async (data) => {
      const fill = async (platform: Platform) => {
        await tell(platform, { to: 300 });
        return hashes(platform);
      };
      const before = await onPlatform(data, fill);
      await rm(join(data, 'clickhouse'), { recursive: true });
      expect(await onPlatform(data, async (platform) => platform.caughtUp().then(() => hashes(platform)))).toEqual(before);
    }), 180_000);

  it('but whose facts are there gives the same hashes after a rebuild', () =>
    inFolder((data) =>
      onPlatform(data, async (platform) => {
        await tell(platform, { to: 300 });
        const before = await hashes(platform);
        for (const table of Object.values(tablesOfModel(liveModel))) await storeOf(platform).command(`TRUNCATE TABLE ${table}`);
        expect(await rebuild(platform)).toMatchObject({ switched: true, problem: null });
        expect(await hashes(platform)).toEqual(before);
      }),
    ), 180_000);
});
