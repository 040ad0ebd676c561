import { randomUUID } from 'node:crypto';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { health } from '@mingxiao/contracts/health';
import { rebuildProgress, type RebuildProgress } from '@mingxiao/contracts/rebuild';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { eventOf, linesOf } from '@mingxiao/server/platform.fixture';
import { startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { eightProcesses, placeOf, startCity, urlOf, type City } from '../support/city/city.js';
import { Load } from '../support/city/load.js';
import { balanced, expectAllOnce, pairsOf, taken } from '../support/city/projected-once.js';
import { startFrontProcess, type FrontProcess } from '../support/clickhouse-front/front-process.js';

/** `npm run test:faults` takes the long form; there a number may say how many kills. */
const long = process.env['MINGXIAO_FAULTS'] === 'long';
const kills = long ? Number(process.env['MINGXIAO_FAULTS_KILLS'] ?? 100) : 4;
const pausedMilliseconds = long ? 60_000 : 12_000;
const awayMilliseconds = long ? 120_000 : 5_000;
const patience = long ? 3_600_000 : 300_000;
const memoryMax = 1_073_741_824;
/** Of no kind, so that nothing falls due and the watch adds no facts of its own to those that are counted. */
const withoutLimits = { data: { unit: 'S-1' } };

describeWith(lacksJava(), 'two processes of each role', () => {
  let kafka: TestKafka;
  let front: FrontProcess;
  let folder: string;
  let city: City;
  let store: AnalyticsStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-city-'));
    [kafka, front] = await Promise.all([startTestKafka(), startFrontProcess(folder)]);
    const environment = placeOf(kafka.brokers, front.url);
    city = await startCity(environment, eightProcesses);
    store = await openServerStore({ url: front.url, database: environment['MINGXIAO_CLICKHOUSE_DATABASE'] ?? '' });
  }, 300_000);
  afterAll(async () => {
    await city.stop();
    await store.close();
    await Promise.all([kafka.stop(), front.stop()]);
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const loadOf = (name: string, telling: 'again' | 'once' = 'again') => new Load(`${name} ${randomUUID()}`, () => city.having('ingest').map((door) => door.url()), telling);

  const memoryOf = async (pid: number): Promise<number> => Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;

  /** What a door answers to one event; rejects when it takes so long that a sender has gone. */
  const knock = async (door: string): Promise<number> => {
    const body = JSON.stringify(eventOf(randomUUID(), withoutLimits));
    const answer = await fetch(`${door}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/cloudevents+json' }, body, signal: AbortSignal.timeout(10_000) });
    return answer.status;
  };

  it('killed at random, each role and the broker, lose nothing that was acknowledged and double nothing', { timeout: patience }, async () => {
    const load = loadOf('kills');
    for (let kill = 0; kill < kills; kill += 1) {
      // In turn through the roles, either of its two processes, at any moment.
      const pair = city.members.slice(2 * (kill % 4), 2 * (kill % 4) + 2);
      const member = pair[Math.floor(Math.random() * pair.length)];
      await taken(load, Math.floor(Math.random() * 100));
      await member?.kill();
      await member?.restart();
    }
    await taken(load, 20);
    await kafka.nodes[0]?.kill();
    expect(await Promise.all(city.having('ingest').map((door) => knock(door.url())))).toEqual([503, 503]);
    await kafka.nodes[0]?.start();
    await taken(load, 100);
    await load.stop();
    await expectAllOnce(city, store, load);
  });

  it('a projector that was stopped until its partitions moved, and wakes, doubles no figure', { timeout: patience }, async () => {
    const load = loadOf('pause');
    const [paused] = city.having('project');
    await taken(load, 100);
    const stoppedAt = performance.now();
    paused?.pause();
    await expect.poll(() => performance.now() - stoppedAt, { timeout: pausedMilliseconds + 60_000 }).toBeGreaterThan(pausedMilliseconds);
    // Only once the other process has all partitions does everything get into the rows.
    await balanced(city);
    paused?.wake();
    await taken(load, 200);
    await load.stop();
    await expectAllOnce(city, store, load);
  });

  it('with a ClickHouse endpoint that fails after the fact, breaks off, refuses and is away, catch up with bounded memory', { timeout: patience }, async () => {
    const load = loadOf('store');
    await taken(load, 50);
    await front.fault({ kind: 'fail-after', times: 6, matching: 'INSERT' });
    await front.fault({ kind: 'cut', afterBytes: 40, times: 3, matching: 'FORMAT ArrowStream' });
    await front.fault({ kind: 'busy', code: 252, times: 4, matching: 'INSERT' });
    await front.fault({ kind: 'refuse', times: 4 });
    if (long) await front.fault({ kind: 'hang', times: 4, matching: 'INSERT' });
    await taken(load, 200);
    await front.clear();
    const goneAt = performance.now();
    await front.away();
    await expect.poll(() => performance.now() - goneAt, { timeout: awayMilliseconds + 60_000 }).toBeGreaterThan(awayMilliseconds);
    const memory = await Promise.all(city.members.map((member) => memoryOf(member.pid())));
    expect(memory.filter((bytes) => bytes > memoryMax)).toEqual([]);
    await front.back();
    await taken(load, 100);
    await load.stop();
    await expectAllOnce(city, store, load);
  });

  it('count repetitions once, in whatever order they come, and park what nobody can read; the partition goes on', { timeout: patience }, async () => {
    const name = randomUUID();
    const doors = city.having('ingest').map((door) => door.url());
    const send = async (door: string | undefined, events: readonly unknown[]) =>
      expect((await fetch(`${door ?? ''}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) })).status).toBe(200);
    const before = await balanced(city);
    const steps = Array.from({ length: 30 }, (_, index) =>
      eventOf(`${name}/${index}`, {
        subject: `repeated ${name} ${index % 5}`,
        ...(index < 5 ? withoutLimits : { type: 'case.step-completed', data: { step: `${index}` } }),
        // The source counts them, and two it has counted never come.
        sequence: String(index < 10 ? index : index + 2),
        // Some tell of what happened long before they come.
        time: index % 7 === 6 ? '2025-12-01T09:00:00+08:00' : '2026-03-02T09:00:00+08:00',
      }),
    );
    for (const door of doors) await send(door, steps);
    // Another program writes them into the log three times more, in the opposite order, and knows nothing of the door.
    const again = [...steps].reverse().map((step) => ({ key: step.subject, value: Buffer.from(JSON.stringify(step)) }));
    await writeStraight([...again, ...again, ...again]);
    await send(doors[0], [eventOf(`${name}/later version`, { type: 'case.accepted.v99', subject: `repeated ${name} 0` })]);
    const poison = [Buffer.from('{"specversion": "1.0", "id": '), Buffer.alloc(10 * 1_048_576, 'x')];
    await writeStraight(poison.map((value) => ({ key: `repeated ${name} 0`, value })));
    await send(doors[1], [eventOf(`${name}/after`, { type: 'case.step-completed', data: { step: 'after' }, subject: `repeated ${name} 0` })]);
    const after = await balanced(city);
    expect(after).toMatchObject({ facts: before.facts + 31, duplicates: before.duplicates + 4 * 30, parked: before.parked + 3, missing: 2 });
    expect(after.sequenceGaps).toMatchObject([{ source: 'urn:test:hall', from: 10, to: 12 }]);
    const rows = await pairsOf(store, 'SELECT case_id, facts FROM cases ORDER BY case_id');
    expect(rows.filter(([subject]) => subject.includes(name)).map(([, facts]) => facts)).toEqual(['7', '6', '6', '6', '6']);
    const said = health.parse(await (await fetch(`${urlOf(city, 'query')}/v1/health`)).json());
    expect(said).toMatchObject({ parked: after.parked, reconciliation: { missing: 2 } });
    const reasons = await pairsOf(store, "SELECT reason, count() FROM ledger WHERE kind = 'parked' GROUP BY reason");
    expect(reasons.every(([reason]) => reason !== '')).toBe(true);
  });

  /** As another program would that writes into the topic and knows nothing of our door. */
  const writeStraight = async (messages: readonly { readonly key: string; readonly value: Buffer }[]): Promise<void> => {
    const producer = new Kafka({ clientId: 'foreign', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING }).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    for (const message of messages) await producer.send({ topic: city.environment['MINGXIAO_KAFKA_TOPIC'] ?? '', messages: [message] });
    await producer.disconnect();
  };

  /** Asks the first projector to exchange the live model for another one. */
  const rebuilding = async (path = '', method = 'POST'): Promise<RebuildProgress> => rebuildProgress.parse(await (await fetch(`${city.having('project')[0]?.url() ?? ''}/v1/rebuild${path}`, { method })).json());

  const exchanged = async (): Promise<void> => {
    const ended = async () => {
      const progress = await rebuilding('', 'GET');
      expect(progress.running).toBe(false);
      return progress;
    };
    expect(await vi.waitFor(ended, { timeout: 240_000, interval: 200 })).toMatchObject({ problem: null, switched: true });
  };

  const casesOf = async (load: Load): Promise<number> => Number((await pairsOf(store, `SELECT 'cases', count() FROM cases WHERE startsWith(case_id, '${load.name}')`))[0]?.[1]);

  /** Cases of their own, each told of once, and nothing after them. */
  const told = async (name: string, more: number): Promise<Load> => {
    const load = loadOf(name, 'once');
    await taken(load, more);
    await load.stop();
    return load;
  };

  it.each(['', '?fromLog=true'])('rebuilt by one of two projectors while the other goes on (%s), and put back, lose nothing and double nothing', { timeout: patience }, async (query) => {
    const before = await told('before', 50);
    // While one compares, which takes long where there is much, the other one copies and folds for both.
    await front.fault({ kind: 'wait', times: 1, matching: 'sipHash64(tuple(* EXCEPT (version)))' });
    await rebuilding(query);
    await expect.poll(() => rebuilding('', 'GET'), { timeout: 240_000 }).toMatchObject({ phase: 'comparing' });
    const [, other] = city.having('project');
    expect((await fetch(`${other?.url() ?? ''}/v1/rebuild`, { method: 'POST' })).status).toBe(409);
    const meanwhile = await told('meanwhile', 50);
    await expect.poll(() => casesOf(meanwhile), { timeout: 120_000, interval: 200 }).toBe(meanwhile.count);
    await front.clear();
    await exchanged();
    expect(await casesOf(meanwhile)).toBe(meanwhile.count);
    const later = loadOf('put back', 'once');
    await taken(later, 20);
    await rebuilding('/back');
    await taken(later, 20);
    await later.stop();
    await exchanged();
    for (const load of [before, meanwhile, later]) await expectAllOnce(city, store, load);
  });

  it('end within ten seconds when asked to, each by itself, while the rest goes on', { timeout: patience }, async () => {
    const load = loadOf('stops');
    // Of each role the second one; the first goes on with its work.
    for (const member of city.members.filter((_, index) => index % 2 === 1)) {
      await taken(load, 10);
      // Another code would say that it was cut short, which happens after nine seconds.
      expect(await member.end()).toBe(0);
    }
    await load.stop();
    await expectAllOnce(city, store, load);
  });
});
