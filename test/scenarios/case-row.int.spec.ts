import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { toFoldPositionColumns } from '@mingxiao/projections/folding/fold-positions.columns';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform, type Platform } from '@mingxiao/server/platform';
import { linesOf } from '@mingxiao/server/platform.fixture';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { at } from '@mingxiao/testing/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const dayMs = 86_400_000;
const days = (amount: number) => ({ amount, unit: 'working-day' });

let sent = 0;
const told = (subject: string, type: string, local: string, data: object = {}) => {
  sent += 1;
  return { specversion: '1.0', id: `e-${sent}`, source: 'urn:test:hall', type, subject, time: `${local}:00+08:00`, data };
};

const unit = (name: string, type: string, parent: string | null = null) => told(name, 'org.unit-defined', '2004-01-01T00:00', { unit: name, type, parent });

const events = [
  unit('S-1', 'section', 'DEP-1'),
  unit('S-2', 'section', 'DEP-2'),
  unit('DEP-1', 'department', 'DIS-1'),
  unit('DEP-2', 'department', 'DIS-1'),
  unit('DIS-1', 'district'),
  told('late', 'case.received', '2018-10-12T10:00'),
  told('late', 'case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: days(7), statutory: days(10) }),
  told('late', 'case.returned', '2018-10-15T11:00', { reason: 'wrong window' }),
  told('late', 'case.transferred', '2018-10-16T10:00', { toUnit: 'S-2' }),
  told('late', 'case.finished', '2018-10-25T10:00', { outcome: 'granted' }),
  told('late', 'case.rated', '2018-10-26T10:00', { level: 1, mode: 'active', channel: 'net', named: true }),
  told('late', 'case.rating-verified', '2018-10-27T10:00', { founded: true }),
  told('late', 'case.rating-revisited', '2018-10-29T10:00', { satisfied: false }),
  told('late', 'case.called-back', '2018-10-30T10:00', { responded: true, solved: false }),
  told('open', 'case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-9', holder: 'U-9' }),
];

const start = (data: string): Promise<Platform> => startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, {}), { watch: false });

const send = async (platform: Platform): Promise<void> => {
  const response = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) });
  expect(response.status).toBe(200);
  await platform.caughtUp();
};

type Row = Readonly<Record<string, unknown>>;

const rowsIn = (store: AnalyticsStore): Promise<Row[]> =>
  store.query({ name: 'test/cases', sql: 'SELECT * FROM cases ORDER BY case_id', row: (raw) => raw as Row });
const rowsOf = (platform: Platform): Promise<Row[]> => rowsIn(platform.app.get<AnalyticsStore>(ANALYTICS_STORE));

/** Brings the store back to where the version before left it: its table with a row of its own, its view and its fold position. */
const writtenByFormerVersion = async (folder: string): Promise<void> => {
  const store = await openInProcessStore({ folder });
  const former = (await readMigrations()).find(({ number }) => number === 4);
  for (const statement of ['DROP VIEW cases', 'DROP TABLE cases_v2', ...(former?.statements ?? []), "INSERT INTO cases_v1 (case_id, version, unit) VALUES ('late', 1, 'of old')"]) {
    await store.command(statement);
  }
  const [position] = await store.query({
    name: 'test/position',
    sql: "SELECT generation, groupArray(next_offset) AS offsets, any(epoch) AS epoch FROM (SELECT * FROM fold_positions WHERE model = 'cases_v2' ORDER BY log_partition) GROUP BY generation",
    row: (raw) => raw as { generation: string; offsets: number[]; epoch: number },
  });
  if (position === undefined) throw new Error('the fold left no position');
  await store.insert('fold_positions_v1', toFoldPositionColumns('cases_v1', position.generation, Number(position.epoch), position.offsets.map((next, partition) => ({ partition, next: Number(next) }))));
  await store.command("ALTER TABLE fold_positions_v1 DELETE WHERE model = 'cases_v2' SETTINGS mutations_sync = 1");
  await store.command('ALTER TABLE schema_migrations DELETE WHERE number >= 8 SETTINGS mutations_sync = 1');
  await store.close();
};

let folder: string;
let platform: Platform;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-case-row-'));
  platform = await start(folder);
  await send(platform);
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const rowOf = async (caseId: string): Promise<Row | undefined> => (await rowsOf(platform)).find(({ case_id }) => case_id === caseId);

describe('the row of a finished case', () => {
  it('carries its limits, its used time and what it stands for', async () =>
    expect(await rowOf('late')).toMatchObject({
      promised_limit_ms: 7 * dayMs,
      statutory_limit_ms: 10 * dayMs,
      used_ms: 8 * dayMs,
      accepted_section: 'S-1',
      accepted_department: 'DEP-1',
      accepted_district: 'DIS-1',
      department: 'DEP-2',
      returns: 1,
      returned_at: [at('2018-10-15T11:00')],
      called_back_at: '2018-10-30 02:00:00.000',
      responded: 1,
      solved: 0,
      satisfied: null,
      rateable: 1,
    }));

  it('shares the case out among its holders', async () =>
    expect(await rowOf('late')).toMatchObject({
      holder_unit: ['S-1', 'S-2'],
      holder_staff: ['U-1', '-'],
      holder_section: ['S-1', 'S-2'],
      holder_department: ['DEP-1', 'DEP-2'],
      holder_district: ['DIS-1', 'DIS-1'],
      holder_used_ms: [dayMs, 7 * dayMs],
      holder_delay_ms: [0, dayMs],
      holder_share_ppm: [125_000, 875_000],
    }));

  it('tells what became of its rating', async () =>
    expect(await rowOf('late')).toMatchObject({
      rating_service: ['-'],
      rating_channel: ['net'],
      rating_named: [1],
      rating_verified_at: [at('2018-10-27T10:00')],
      rating_rectified_at: [0],
      rating_revisited_at: [at('2018-10-29T10:00')],
      rating_revisit_satisfied: [0],
      rating_department: ['DEP-2'],
    }));

  it('lists the warnings and cards that count, the weightiest of its clock scored', async () =>
    expect(await rowOf('late')).toMatchObject({
      signal_at: [at('2018-10-19T10:00'), at('2018-10-24T10:00')],
      signal_level: [1, 2],
      signal_scored: [0, 1],
      signal_outweighed_at: [at('2018-10-24T10:00'), 0],
    }));
});

describe('the row of an open case', () => {
  it('has nothing of what only a finish gives', async () =>
    expect(await rowOf('open')).toMatchObject({
      used_ms: null,
      holder_unit: ['S-9'],
      holder_section: ['S-9'],
      holder_department: ['-'],
      holder_used_ms: [],
      holder_share_ppm: [],
      rateable: 0,
      called_back_at: null,
      responded: null,
      returned_at: [],
      rating_at: [],
    }));
});

describe('a data folder that the version before wrote', () => {
  it('comes up with its old table gone and every case folded again into the new one', async () => {
    const before = await rowsOf(platform);
    await platform.stop();
    await writtenByFormerVersion(join(folder, 'clickhouse'));
    platform = await start(folder);
    await platform.caughtUp();
    expect(await rowsOf(platform)).toEqual(before);
    const store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
    const tables = { name: 'test/tables', sql: "SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'cases%' ORDER BY name", row: (raw: unknown) => raw };
    expect(await store.query(tables)).toEqual([{ name: 'cases' }, { name: 'cases_v2' }]);
  });
});
