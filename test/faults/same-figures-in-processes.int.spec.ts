import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchSource } from '@mingxiao/domain/signals/recorded-signals';
import { watchRound as watchRoundAnswer } from '@mingxiao/contracts/signals';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { anyFacts } from '@mingxiao/testing/arbitrary-case';
import { startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wireOf } from '../scenarios/delivery.js';
import { balanceOf, eightProcesses, placeOf, startCity, urlOf, type City } from '../support/city/city.js';
import { startFrontProcess, type FrontProcess } from '../support/clickhouse-front/front-process.js';
import { hashesOf, type Contents } from '../support/contents.js';

const cases = 400;
/** The same invented cases everywhere, ten of them parts of each parent, so that sub-cases lie in several partitions. */
const byCase = fc.sample(anyFacts, { numRuns: cases, seed: 6 }).map((facts, index) =>
  facts.map((fact) => wireOf('', `C-${String(index).padStart(4, '0')}`, fact.type === 'case.accepted' ? { ...fact, data: { ...fact.data, parent: `P-${Math.floor(index / 10)}` } } : fact)),
);

type Figures = { readonly ranking: string; readonly hashes: readonly unknown[] };

/**
 * Everything but versions, which say where a log was read, and instants of storage, which differ from run to run: what the
 * watch records rests on them. A parent that no case belongs to any more may have an empty row or none: that depends on how
 * its facts were batched.
 */
const contents: readonly Contents[] = [
  { from: `(SELECT DISTINCT subject, source, id, content_hash FROM case_events WHERE source != '${watchSource}')` },
  { from: "cases WHERE kind != 'supervision-order'", without: 'version, signal_at, signal_ends, signal_outweighed_at' },
  // What falls due for an order begins when it was told: on a day off with the next working day, otherwise to the millisecond.
  { from: "case_signals WHERE kind != 'supervision-order'", without: 'version, known_at' },
  { from: 'joint_cases WHERE notEmpty(sub_cases)', without: 'version' },
];

const post = async (url: string, events: readonly unknown[]): Promise<void> => {
  const response = await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) });
  expect(response.status).toBe(200);
};

/** Has everything recorded that is due by now; answers how many events that took. */
const watchRound = async (url: string): Promise<number> => {
  const response = await fetch(`${url}/v1/watch/rounds`, { method: 'POST' });
  expect(response.status).toBe(200);
  return watchRoundAnswer.parse(await response.json()).appended;
};

/** Without `basis`, which names positions. */
const rankingOf = async (url: string): Promise<string> => {
  const { basis: _basis, ...rest } = (await (await fetch(`${url}/v1/rankings?by=section&from=2018-01-01&to=2019-12-31&at=2019-06-01T00:00:00Z`)).json()) as Record<string, unknown>;
  return JSON.stringify(rest);
};

describeWith(lacksJava(), 'the same facts', () => {
  let kafka: TestKafka;
  let front: FrontProcess;
  let folder: string;
  let embedded: Figures;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-processes-'));
    [kafka, front] = await Promise.all([startTestKafka(), startFrontProcess(folder)]);
    embedded = await figuresOfEmbedded();
  }, 240_000);
  afterAll(async () => {
    await Promise.all([kafka.stop(), front.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const figuresOfEmbedded = async (): Promise<Figures> => {
    const platform = await startPlatform(readConfiguration({ data: join(folder, 'embedded'), port: 0, sample: false, logLevel: 'error' }, {}), { watch: false });
    try {
      await post(platform.url, byCase.flat());
      await platform.caughtUp();
      expect(await watchRound(platform.url)).toBeGreaterThan(0);
      await platform.caughtUp();
      return { ranking: await rankingOf(platform.url), hashes: await hashesOf(platform.app.get<AnalyticsStore>(ANALYTICS_STORE), contents) };
    } finally {
      await platform.stop();
    }
  };

  const figuresOf = async (city: City): Promise<Figures> => {
    // All of a case through one door, so that its order is the same; the doors take turns.
    const doors = city.having('ingest');
    await Promise.all(doors.map((door, index) => post(door.url(), byCase.filter((_, number) => number % doors.length === index).flat())));
    await balanceOf(city);
    // Both at once: what both append is there once.
    await Promise.all(city.having('watch').map((watch) => watchRound(watch.url())));
    const balance = await balanceOf(city);
    expect(balance.problems).toEqual([]);
    const store = await openServerStore({ url: front.url, database: city.environment['MINGXIAO_CLICKHOUSE_DATABASE'] ?? '' });
    try {
      const recorded = "SELECT count() AS events, uniqExact(subject, id) AS ids FROM (SELECT DISTINCT subject, id, content_hash FROM case_events WHERE source = '" + watchSource + "')";
      const [watched] = await store.query({ name: 'test/watched', sql: recorded, row: (raw) => raw as { readonly events: string; readonly ids: string } });
      expect(watched?.events).toBe(watched?.ids);
      return { ranking: await rankingOf(urlOf(city, 'query')), hashes: await hashesOf(store, contents) };
    } finally {
      await store.close();
    }
  };

  const inCity = async (processes: Parameters<typeof startCity>[1], check: (figures: Figures) => void): Promise<void> => {
    const city = await startCity({ ...placeOf(kafka.brokers, front.url), MINGXIAO_DATA: join(folder, 'city') }, processes);
    try {
      check(await figuresOf(city));
    } finally {
      await city.stop();
    }
  };

  it('give the same ranking, byte by byte, and the same contents through Kafka and HTTP in one process', { timeout: 240_000 }, () =>
    inCity([['ingest', 'project', 'watch', 'query']], (figures) => expect(figures).toEqual(embedded)),
  );

  it('give them in eight processes, two of each role', { timeout: 360_000 }, () =>
    inCity(eightProcesses, (figures) => {
      expect(JSON.parse(figures.ranking)).not.toMatchObject({ rows: [] });
      expect(figures).toEqual(embedded);
    }),
  );
});
