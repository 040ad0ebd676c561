import { model, type Model } from '@mingxiao/contracts/models';
import { ranking, type Ranking } from '@mingxiao/contracts/rankings';
import { toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { caseCount } from '@mingxiao/projections/models/models.reads';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { ANALYTICS_STORE } from '../tokens.js';
import { ModelRegistry } from './model-registry.js';
import { ModelUnderWay, type ReadModel } from './read-model.js';
import { ReadModels } from './read-models.js';

const minute = 60_000;
let now = Date.parse('2026-03-10T09:00:00+08:00');
let platform: TestPlatform;
let store: AnalyticsStore;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false, clock: { now: () => now } });
  store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
});
afterAll(() => platform.stop());
afterEach(() => vi.restoreAllMocks());

/** Sends events and lets ten minutes pass; resolves with an instant at which they were just known. */
const told = async (...events: readonly unknown[]): Promise<Instant> => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
  const instant = now + minute;
  now += 10 * minute;
  return instant;
};

const query = { by: 'department', from: '2026-03-01', to: '2026-03-31' };
const ask = (known: Readonly<Record<string, string>>) => request(platform.url).get('/v1/rankings').query({ ...query, ...known });
/** On a busy machine the model may take longer than a request waits: then the same request is made again, as a client would. */
const answered = async (known: Readonly<Record<string, string>>): Promise<Ranking> => {
  const { status, body } = await ask(known);
  if (status === 202) return answered(known);
  expect(status).toBe(200);
  return ranking.parse(body);
};
const acceptedIn = ({ rows }: Ranking) => rows.map(({ unit, accepted }) => [unit, accepted]);
const modelOf = async (address: string): Promise<Model> => model.parse((await request(platform.url).get(address).expect(200)).body);

const section = (id: string, department: string) => eventOf(id, { type: 'org.unit-defined', subject: 'S-1', time: '2020-01-01T00:00:00Z', data: { unit: 'S-1', type: 'section', parent: department } });
const department = (unit: string) => eventOf(unit, { type: 'org.unit-defined', subject: unit, time: '2020-01-01T00:00:00Z', data: { unit, type: 'department' } });

/** Holds every insert into tables beside the live ones until it is released. */
const holdBuilds = (): { readonly release: () => void; readonly held: Promise<void> } => {
  const insert = store.insert.bind(store);
  let release = () => {};
  let reached = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<void>((resolve) => (reached = resolve));
  vi.spyOn(store, 'insert').mockImplementation(async (table, batch) => {
    if (table.includes('__')) {
      reached();
      await released;
    }
    await insert(table, batch);
  });
  return { release, held };
};

describe('a ranking as known at an instant', () => {
  it('counts what was known then, under the organisation known then, and says what it rests on', async () => {
    const one = await told(department('D-1'), department('D-2'), section('first', 'D-1'), eventOf('a'));
    const two = await told(section('second', 'D-2'), eventOf('b'));
    expect(acceptedIn(await answered({ knownAt: toIso(one) }))).toEqual([['D-1', 1]]);
    const { rows, basis } = await answered({ knownAt: toIso(two) });
    expect(rows.map(({ unit, accepted }) => [unit, accepted])).toEqual([['D-2', 2]]);
    expect(basis).toMatchObject({ knownAt: toIso(two), referenceKnownAt: null, lag: 0 });
    const found = await modelOf(`/v1/models/${basis.model ?? ''}`);
    expect(found).toMatchObject({ purpose: 'as-of', state: 'ready', positions: basis.position, cases: 2, knownAt: toIso(two) });
  });

  it('can be read under the rules of one instant with the facts of another, and with all facts there are', async () => {
    const one = await told(section('third', 'D-1'), eventOf('c'));
    const two = await told(section('fourth', 'D-2'), eventOf('d'));
    expect(acceptedIn(await answered({ knownAt: toIso(two), referenceKnownAt: toIso(one) }))).toEqual([['D-1', 4]]);
    expect(acceptedIn(await answered({ referenceKnownAt: toIso(one) }))).toEqual([['D-1', 4]]);
    await told(eventOf('e'));
    const later = await answered({ referenceKnownAt: toIso(one) });
    expect(acceptedIn(later)).toEqual([['D-1', 5]]);
    expect(later.basis).toMatchObject({ knownAt: null, referenceKnownAt: toIso(one), lag: 0 });
  });

  it('is folded once for everybody who asks, at the same time or later', async () => {
    const instant = toIso(await told(eventOf('f')));
    const stream = vi.spyOn(store, 'stream');
    const answers = await Promise.all([answered({ knownAt: instant }), answered({ knownAt: instant })]);
    answers.push(await answered({ knownAt: instant }));
    expect(stream.mock.calls.filter(([name]) => name === 'facts/of-all-cases')).toHaveLength(1);
    expect(new Set(answers.map(({ basis }) => basis.model)).size).toBe(1);
  });

  it('is refused for an instant that has not passed, and for one that is none', async () => {
    for (const knownAt of [toIso(now), toIso(now + minute), 'yesterday']) expect((await ask({ knownAt })).status).toBe(400);
  });

  it('is answered with 202 and where to ask while its model is being built, and afterwards with 200', async () => {
    const instant = toIso(await told(eventOf('g')));
    const { release } = holdBuilds();
    const later = await ask({ knownAt: instant }).expect(202);
    const address = later.headers['location'] ?? '';
    expect(model.parse(later.body)).toMatchObject({ state: 'building', knownAt: instant });
    expect(await modelOf(address)).toMatchObject({ state: 'building', purpose: 'as-of' });
    release();
    await vi.waitFor(async () => expect((await modelOf(address)).state).toBe('ready'), 10_000);
    await answered({ knownAt: instant });
  });

  it('is no longer built once nobody waits for it, and is built anew for who asks again', async () => {
    const instant = toIso(await told(eventOf('h')));
    const { release, held } = holdBuilds();
    const leaving = new AbortController();
    const asked = fetch(`${platform.url}/v1/rankings?${new URLSearchParams({ ...query, knownAt: instant }).toString()}`, { signal: leaving.signal }).catch(() => null);
    await held;
    leaving.abort();
    await asked;
    const registry = platform.app.get(ModelRegistry, { strict: false });
    const [name] = (await registry.all()).filter(({ knownAt }) => knownAt === Date.parse(instant)).map((record) => record.name);
    release();
    await vi.waitFor(async () => expect((await modelOf(`/v1/models/${name ?? ''}`)).state).toBe('dropped'), 10_000);
    await answered({ knownAt: instant });
  });

  it('can be cancelled by name', async () => {
    const instant = toIso(await told(eventOf('i')));
    const { release } = holdBuilds();
    const address = (await ask({ knownAt: instant }).expect(202)).headers['location'] ?? '';
    const cancelled = request(platform.url).post(`${address}/cancel`).expect(200);
    release();
    expect(model.parse((await cancelled).body).state).toBe('dropped');
    await request(platform.url).post(`${address}/cancel`).expect(409);
  });
});

const finished = async (asked: () => Promise<ReadModel | ModelUnderWay>): Promise<ReadModel> => {
  const found = await asked();
  return found instanceof ModelUnderWay ? finished(asked) : found;
};

describe('a model named by log positions', () => {
  it('gives the same figures again after later facts have come', async () => {
    const models = platform.app.get(ReadModels, { strict: false });
    await told(eventOf('j'));
    const { basis } = await answered({});
    const before = await finished(() => models.modelAt({ positions: basis.position }));
    const counted = await before.reads.all(caseCount);
    await told(eventOf('k'), section('fifth', 'D-1'));
    const after = await finished(() => models.modelAt({ positions: basis.position }));
    expect(after).toMatchObject({ name: before.name, position: basis.position });
    expect(after.reference.versions).toEqual(before.reference.versions);
    expect(await after.reads.all(caseCount)).toEqual(counted);
    expect(await (await models.live()).reads.all(caseCount)).toEqual(counted.map((cases) => cases + 1));
  });
});

describe('models that nobody uses', () => {
  it('are dropped when there are too many, the least recently used first, and after a day', async () => {
    const instants: Instant[] = [];
    for (const id of 'lmnopqrst') instants.push(await told(eventOf(id)));
    for (const instant of instants) {
      now += minute;
      await answered({ knownAt: toIso(instant) });
    }
    const ready = async () => (await platform.app.get(ModelRegistry, { strict: false }).all()).filter(({ state }) => state === 'ready').map(({ knownAt }) => knownAt);
    await vi.waitFor(async () => expect(await ready()).toEqual(instants.slice(1)), 20_000);
    now += 25 * 60 * minute;
    await answered({ knownAt: toIso(instants[0] ?? now) });
    await vi.waitFor(async () => expect(await ready()).toEqual([instants[0]]), 20_000);
  }, 120_000);
});
