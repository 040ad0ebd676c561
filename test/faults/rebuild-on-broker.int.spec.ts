import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { rebuildProgress, type RebuildProgress } from '@mingxiao/contracts/rebuild';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { liveModel, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { eventOf, linesOf } from '@mingxiao/server/platform.fixture';
import { startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { placeOf, startCity, urlOf, type City } from '../support/city/city.js';
import { balanced } from '../support/city/projected-once.js';
import { startFrontProcess, type FrontProcess } from '../support/clickhouse-front/front-process.js';
import { hashesOf, type Contents } from '../support/contents.js';

const long = process.env['MINGXIAO_FAULTS'] === 'long';
const cases = long ? 400_000 : 40_000;
/** A rebuild writes 20,000 cases at a time or somewhat more. */
const insertsToHalf = cases / 2 / 20_000;
const casesPerBatch = 5_000;

const contents: readonly Contents[] = [
  { from: 'cases', without: 'version' },
  { from: 'case_signals', without: 'version' },
  { from: 'joint_cases', without: 'version' },
  { from: 'case_events' },
];

/** Every ninth is a part of one parent or the other. */
const acceptanceOf = (name: string, index: number) =>
  eventOf(`${name}-${String(index).padStart(6, '0')}`, { data: { unit: `S-${index % 7}`, ...(index % 9 === 0 ? { parent: `${name} ${index % 2}` } : {}) } });

describeWith(lacksJava(), 'a read model on Kafka and a ClickHouse endpoint that was dropped', () => {
  let kafka: TestKafka;
  let front: FrontProcess;
  let folder: string;
  let city: City;
  let store: AnalyticsStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-rebuild-'));
    [kafka, front] = await Promise.all([startTestKafka(), startFrontProcess(folder)]);
    const environment = placeOf(kafka.brokers, front.url);
    city = await startCity(environment, [['ingest', 'query'], ['project']]);
    store = await openServerStore({ url: front.url, database: environment['MINGXIAO_CLICKHOUSE_DATABASE'] ?? '' });
    for (let first = 0; first < cases; first += casesPerBatch) {
      const events = Array.from({ length: casesPerBatch }, (_, index) => acceptanceOf('case', first + index));
      const answer = await fetch(`${urlOf(city, 'ingest')}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) });
      expect(answer.status).toBe(200);
    }
    await balanced(city);
  }, 600_000);
  afterAll(async () => {
    await city.stop();
    await store.close();
    await Promise.all([kafka.stop(), front.stop()]);
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const rebuild = (method: 'GET' | 'POST', query = '') => fetch(`${urlOf(city, 'project')}/v1/rebuild${query}`, { method });
  /** Refused for up to half a minute after the one who had the turn was killed. */
  const begin = (query: string) => vi.waitFor(async () => expect((await rebuild('POST', query)).ok).toBe(true), { timeout: 60_000, interval: 500 });
  const progressUntil = (reached: (progress: RebuildProgress) => void): Promise<RebuildProgress> =>
    vi.waitFor(
      async () => {
        const progress = rebuildProgress.parse(await (await rebuild('GET')).json());
        reached(progress);
        return progress;
      },
      { timeout: long ? 600_000 : 90_000, interval: 50 },
    );

  it.each(['', '?fromLog=true'])('is the same after a rebuild that was killed half-way and went on from there (%s)', { timeout: long ? 1_800_000 : 300_000 }, async (query) => {
    const [projector] = city.having('project');
    const model = query === '' ? 'r1' : 'r2';
    const before = await hashesOf(store, contents);
    for (const table of Object.values(tablesOfModel(liveModel))) await store.command(`TRUNCATE TABLE ${table}`);
    const insert = { matching: `INSERT INTO ${tablesOfModel(model).cases}` };

    await front.fault({ kind: 'hang', ...insert, spared: insertsToHalf });
    await begin(query);
    const { cases: written } = await progressUntil(({ cases: sofar }) => expect(sofar).toBeGreaterThanOrEqual(insertsToHalf * 20_000));
    await projector?.kill();
    await front.clear();

    await front.fault({ kind: 'wait', ...insert });
    await projector?.restart();
    await begin(query);
    // What was written before counts, and is not written again.
    const resumed = await progressUntil(({ phase, cases: sofar }) => expect([phase, sofar > 0]).toEqual(['folding', true]));
    expect(resumed).toMatchObject({ model, running: true, total: cases });
    expect(resumed.cases).toBeGreaterThanOrEqual(written);
    await front.clear();
    const ended = await progressUntil(({ running }) => expect(running).toBe(false));
    expect(ended).toMatchObject({ switched: true, problem: null, cases });
    await balanced(city);
    expect(await hashesOf(store, contents)).toEqual(before);
  });
});
