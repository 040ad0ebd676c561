import { rebuildProgress, type RebuildProgress } from '@mingxiao/contracts/rebuild';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import { casesTable } from '@mingxiao/projections/cases/cases.columns';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factTablesOf, liveModel } from '@mingxiao/projections/models/model-tables';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ModelStore } from '../models/model-store.js';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { FactsStep } from '../project/facts-step.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, EVENT_LOG } from '../tokens.js';

let platform: TestPlatform;
let store: AnalyticsStore;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
  await send(Array.from({ length: 200 }, (_, index) => eventOf(`e-${index}`, { data: { kind: 'permit', unit: 'S-1', parent: index % 10 === 0 ? 'whole' : undefined } })));
});
afterAll(() => platform.stop());
afterEach(() => vi.restoreAllMocks());

const send = async (events: readonly unknown[]): Promise<void> => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
};

const ended = async (): Promise<RebuildProgress> => {
  let progress = rebuildProgress.parse((await request(platform.url).get('/v1/rebuild')).body);
  await vi.waitFor(async () => {
    progress = rebuildProgress.parse((await request(platform.url).get('/v1/rebuild')).body);
    expect(progress.running).toBe(false);
  }, 100_000);
  return progress;
};
const post = async (path: string): Promise<RebuildProgress> => {
  const { status, body } = await request(platform.url).post(`/v1/rebuild${path}`);
  expect([200, 202]).toContain(status);
  return status === 202 ? ended() : rebuildProgress.parse(body);
};

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (table: string): Promise<Row[]> => store.query({ name: 'test/rows', sql: `SELECT * EXCEPT(version) FROM ${table} ORDER BY ALL`, row: (raw) => raw as Row });
const live = async () => ({ cases: await rowsOf('cases'), signals: await rowsOf('case_signals'), joints: await rowsOf('joint_cases') });
const tablesBeside = () => store.query({ name: 'test/tables', sql: "SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE '%\\_\\_r%'", row: (raw) => (raw as { name: string }).name });

const differences = ({ comparison }: RebuildProgress) => comparison?.map(({ table, missing, extra, differs }) => [table, missing.cases, extra.cases, differs.cases]);
const same = [['cases', 0, 0, 0], ['signals', 0, 0, 0], ['joints', 0, 0, 0]];

describe('a rebuild', () => {
  it('gives the same rows with the same hashes beside the live ones, and takes their place', async () => {
    await platform.caughtUp();
    const before = await live();
    const progress = await post('');
    expect(progress).toMatchObject({ running: false, switched: true, problem: null, cases: before.cases.length });
    expect(differences(progress)).toEqual(same);
    for (const { live: one, beside } of progress.comparison ?? []) expect(one).toEqual(beside);
    expect(progress.comparison?.[0]?.live.rows).toBe(200);
    expect(await live()).toEqual(before);
  });

  it.each(['', '?fromLog=true'])('mends a read model whose rows were lost, altered or slipped in, and says which and how (%s)', async (query) => {
    const before = await live();
    await store.command(`ALTER TABLE ${casesTable} DELETE WHERE case_id = 'case of e-7' SETTINGS mutations_sync = 2`);
    await store.command(`ALTER TABLE ${casesTable} UPDATE unit = 'S-9', holder = 'U-9' WHERE case_id IN ('case of e-8', 'case of e-9') SETTINGS mutations_sync = 2`);
    await store.command(`INSERT INTO ${casesTable} (case_id, version) VALUES ('case of nobody', 1)`);
    const progress = await post(query);
    const [cases] = progress.comparison ?? [];
    expect(cases).toMatchObject({
      missing: { cases: 1, first: ['case of nobody'] },
      extra: { cases: 1, first: ['case of e-7'] },
      differs: { cases: 2, first: ['case of e-8', 'case of e-9'] },
      columns: [{ column: 'holder', cases: 2 }, { column: 'unit', cases: 2, first: ['case of e-8', 'case of e-9'] }],
    });
    expect(await live()).toEqual(before);
  });

  it('stops before the switch when told to; then the model stands ready until it is switched in, back, or dropped', async () => {
    const before = await live();
    await store.command(`ALTER TABLE ${casesTable} UPDATE unit = 'S-8' WHERE case_id = 'case of e-1' SETTINGS mutations_sync = 2`);
    const damaged = await live();
    expect(await post('?switch=false')).toMatchObject({ switched: false, problem: null });
    expect(await live()).toEqual(damaged);
    expect(await post('/switch')).toMatchObject({ switched: true });
    expect(await live()).toEqual(before);
    await send([eventOf('since the switch')]);
    await platform.caughtUp();
    expect(await post('/back')).toMatchObject({ switched: true });
    const back = await live();
    expect(back.cases.filter(({ case_id }) => case_id !== 'case of since the switch')).toEqual(damaged.cases);
    expect(back.cases).toHaveLength(damaged.cases.length + 1);
    expect(await post('/back')).toMatchObject({ switched: true });
    expect((await live()).cases.filter(({ case_id }) => case_id !== 'case of since the switch')).toEqual(before.cases);
    await request(platform.url).post('/v1/rebuild/drop').expect(200, { dropped: 1 });
    expect(await tablesBeside()).toEqual([]);
    await request(platform.url).post('/v1/rebuild/back').expect(409);
    await request(platform.url).post('/v1/rebuild/switch').expect(409);
  });

  it('restores facts that the store has lost when it starts from the log itself, and drops those that the log never held', async () => {
    const before = await live();
    await store.command("ALTER TABLE case_events_v1 DELETE WHERE id = 'e-3' SETTINGS mutations_sync = 2");
    await store.command("INSERT INTO case_events_v1 (subject, source, id, type, event) VALUES ('slipped in', 'urn:x', 'x', 'case.received', '{}')");
    expect(await post('?fromLog=true')).toMatchObject({ switched: true, problem: null });
    expect(await live()).toEqual(before);
    expect(reconciliation.parse((await request(platform.url).get('/v1/reconciliation')).body)).toMatchObject({ ok: true, problems: [] });
  });

  it('can be cancelled, and goes on behind the last case that was written', async () => {
    const before = await live();
    const stream = store.stream.bind(store);
    let cancelled: Promise<unknown> = Promise.resolve();
    const froms: unknown[] = [];
    vi.spyOn(store, 'stream').mockImplementation((name, sql, parameters, signal) => {
      if (name === 'facts/of-all-cases') froms.push(parameters?.['from']);
      if (name === 'joint-cases/all' || (name === 'joint-cases/all-sub-cases' && froms.length === 1)) {
        cancelled = request(platform.url).post('/v1/rebuild/cancel').expect(200).then((answer) => answer);
        return (async function* () {
          await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
          signal?.throwIfAborted();
          yield* [];
        })();
      }
      return stream(name, sql, parameters, signal);
    });
    expect(await post('')).toMatchObject({ switched: false, problem: expect.stringContaining('goes on where it was') as string });
    await cancelled;
    const [name] = await tablesBeside();
    expect(name).toBeDefined();
    const resumed = await post('');
    expect(froms).toEqual(['', before.cases.at(-1)?.['case_id']]);
    expect(resumed).toMatchObject({ switched: true, problem: null });
    expect(differences(resumed)).toEqual(same);
    expect(await live()).toEqual(before);
  });

  it.each(['', '?fromLog=true'])('loses nothing while events keep coming (%s)', async (query) => {
    const stopping = new AbortController();
    let fed = 0;
    const feed = (async () => {
      for (let round = 0; !stopping.signal.aborted; round += 1) {
        await send(Array.from({ length: 20 }, (_, index) => eventOf(`fed${query} ${round}/${index}`, { subject: `fed ${query} ${round}`, type: 'case.step-completed', data: { step: `${index}` } })));
        fed += 20;
      }
    })();
    const progress = await post(query);
    expect(progress).toMatchObject({ switched: true, problem: null });
    expect(differences(progress)).toEqual(same);
    expect(await post('/back')).toMatchObject({ switched: true, problem: null });
    stopping.abort();
    await feed;
    await platform.caughtUp();
    const counted = (await rowsOf('cases')).filter(({ case_id }) => String(case_id).startsWith(`fed ${query} `)).reduce((sum, { facts }) => sum + Number(facts), 0);
    expect(counted).toBe(fed);
    expect(differences(await post('?switch=false'))).toEqual(same);
    expect(reconciliation.parse((await request(platform.url).get('/v1/reconciliation')).body)).toMatchObject({ ok: true, problems: [] });
  }, 180_000);

  it('copies all that lies below a position, though the log has more in a partition of which nothing is wanted', async () => {
    const [log, models, reads] = [platform.app.get<EventLog>(EVENT_LOG), platform.app.get(ModelStore), platform.app.get(Reads)];
    const end = await log.end();
    for (const unwanted of end.keys()) {
      const name = `r${1000 + unwanted}`;
      await models.create(name, true);
      const copy = new FactsStep(log, store, reads.on(liveModel, name), () => undefined, factTablesOf(name));
      await copy.resume();
      const upTo = end.map((next, partition) => (partition === unwanted ? 0 : next));
      await copy.run(new AbortController().signal, true, upTo);
      expect(copy.position).toEqual(upTo);
      await models.drop(name);
    }
  });
});
