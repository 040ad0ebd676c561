import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { watchRound } from '@mingxiao/contracts/signals';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { linesOf } from '@mingxiao/server/platform.fixture';
import { startPlatform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { anyFacts } from '@mingxiao/testing/arbitrary-case';
import { at } from '@mingxiao/testing/facts';
import { startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wireOf } from '../scenarios/delivery.js';
import { balanceOf, placeOf, startCity, urlOf } from '../support/city/city.js';
import { startFrontProcess, type FrontProcess } from '../support/clickhouse-front/front-process.js';
import { mingxiaoIn } from '../support/command.js';
import { hashesOf, type Contents } from '../support/contents.js';

const hour = 3_600_000;
const begin = at('2026-01-05T09:00');
const byCase = fc.sample(anyFacts, { numRuns: 200, seed: 20 }).map((facts, index) => facts.map((fact) => wireOf('', `C-${String(index).padStart(3, '0')}`, fact)));
/** Every third fact of each case at each of three instants; what was known is asked for before, between and after them. */
const parts = [0, 1, 2].map((part) => ({ at: begin + (part + 1) * hour, events: byCase.flatMap((events) => events.filter((_, index) => index % 3 === part)) }));
const askedFor = [0, 1, 2, 3].map((part) => toIso(begin + part * hour + hour / 2));

/** Everything but places in the log: the instants of storage are among it. */
const contents: readonly Contents[] = [
  { from: '(SELECT DISTINCT subject, source, id, content_hash, stored_at FROM case_events)' },
  { from: 'cases', without: 'version' },
  { from: 'case_signals', without: 'version' },
  { from: 'joint_cases', without: 'version' },
];

type Told = { readonly now: readonly string[]; readonly known: readonly string[]; readonly hashes: readonly unknown[] };

/** The text of an answer without its basis, which names positions. Asked again while it is being computed. */
const textOf = async (url: string, path: string, query: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await fetch(`${url}${path}?${new URLSearchParams(query).toString()}`);
  if (answer.status === 202) return textOf(url, path, query);
  expect(answer.status).toBe(200);
  const { basis: _basis, ...rest } = (await answer.json()) as Record<string, unknown>;
  return JSON.stringify(rest);
};

const period = { from: '2018-01-01', to: '2019-12-31', at: '2019-06-01T00:00:00Z' };

const answersOf = async (url: string, known: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => {
  const rankings = [];
  for (const by of ['section', 'staff']) rankings.push(await textOf(url, '/v1/rankings', { by, ...period, ...known }));
  return [...rankings, await textOf(url, '/v1/signals', { state: 'all', at: period.at, limit: '1000', ...known })];
};

/** The instants of knowledge one after another: each makes a model of its own. */
const toldBy = async (url: string, store: AnalyticsStore): Promise<Told> => {
  const now = await answersOf(url);
  const known = [];
  for (const knownAt of askedFor) known.push(...(await answersOf(url, { knownAt })));
  return { now, known, hashes: await hashesOf(store, contents) };
};

describeWith(lacksJava(), 'a log copied from the data folder to Kafka', () => {
  let kafka: TestKafka;
  let front: FrontProcess;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-copied-'));
    [kafka, front] = await Promise.all([startTestKafka(), startFrontProcess(folder)]);
  }, 240_000);
  afterAll(async () => {
    await Promise.all([kafka.stop(), front.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const toldByEmbedded = async (data: string): Promise<Told> => {
    let now = begin;
    const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'error' }, {}), { watch: false, clock: { now: () => now } });
    try {
      for (const part of parts) {
        now = part.at;
        const answer = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(part.events) });
        expect(answer.status).toBe(200);
        await platform.caughtUp();
        const round = await fetch(`${platform.url}/v1/watch/rounds`, { method: 'POST' });
        expect(watchRound.parse(await round.json()).appended).toBeGreaterThan(0);
        await platform.caughtUp();
      }
      now = begin + 24 * hour;
      return await toldBy(platform.url, platform.app.get<AnalyticsStore>(ANALYTICS_STORE));
    } finally {
      await platform.stop();
    }
  };

  it('gives the same figures, contents and answers as of every instant, byte by byte', { timeout: 360_000 }, async () => {
    const data = join(folder, 'embedded');
    const before = await toldByEmbedded(data);
    expect(new Set(before.known).size).toBeGreaterThan(6);
    const place = placeOf(kafka.brokers, front.url);
    expect(await mingxiaoIn(place, 'log', 'copy', '--to-kafka', '--data', data)).toMatchObject({ code: 0 });
    const city = await startCity(place, [['ingest'], ['project'], ['query']]);
    const store = await openServerStore({ url: front.url, database: place['MINGXIAO_CLICKHOUSE_DATABASE'] ?? '' });
    try {
      expect(await balanceOf(city)).toMatchObject({ problems: [], gaps: [] });
      expect(await toldBy(urlOf(city, 'query'), store)).toEqual(before);
    } finally {
      await store.close();
      await city.stop();
    }
  });
});
