import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { expectAllOnce, keepAppending } from '@mingxiao/adapters/event-log-kafka/kafka-log.fixture';
import { openKafkaLog } from '@mingxiao/adapters/event-log-kafka/kafka-log';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFrontProcess } from '../support/clickhouse-front/front-process.js';
import { placeOf, startCity } from '../support/city/city.js';
import { Load } from '../support/city/load.js';
import { expectAllOnce as expectAllProjectedOnce, taken } from '../support/city/projected-once.js';

/** `npm run test:faults` takes the long form. */
const rounds = process.env['MINGXIAO_FAULTS'] === 'long' ? 10 : 1;
const resumesWithin = 15_000;
const partitions = 6;

/** A member of a group that reads on where it stopped, as a projection does, and notes when each partition last gave something. */
const readInGroup = (log: EventLog) => {
  const found = new Set<string>();
  const next = new Map<number, number>();
  const storedAt = new Map<number, number>();
  const abort = new AbortController();
  const group = {
    name: 'three brokers',
    onAssigned: (owned: readonly number[]) => Promise.resolve(new Map(owned.map((partition) => [partition, next.get(partition) ?? 0]))),
    onRevoked: () => Promise.resolve(),
  };
  const reading = (async () => {
    for await (const { partition, records } of log.subscribe([], { signal: abort.signal, group })) {
      for (const { value, offset, storedAt: at } of records) {
        found.add(Buffer.from(value).toString());
        next.set(partition, offset + 1);
        storedAt.set(partition, at);
      }
    }
  })();
  const stop = async () => {
    abort.abort();
    await reading;
  };
  /** Partitions that have given nothing yet of what was stored since an instant. */
  const silentSince = (instant: number) => Array.from({ length: partitions }, (_, partition) => partition).filter((partition) => (storedAt.get(partition) ?? 0) <= instant);
  return { found, silentSince, stop };
};

describeWith(lacksJava(), 'three brokers killed one after another, while all partitions are written', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await startTestKafka({ nodes: 3 });
  }, 240_000);
  afterAll(() => kafka.stop());

  /** The rule of every rolling restart: the next one goes only when the last one has everything again. */
  const untilReplicated = async (topic: string, count = partitions): Promise<void> => {
    const admin = new Kafka({ clientId: 'replicas', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    const copies = () => admin.fetchTopicMetadata({ topics: [topic] }).then(({ topics }) => topics[0]?.partitions.map(({ isr }) => isr.length));
    await admin.connect();
    await expect.poll(() => copies().catch(() => null), { timeout: 120_000 }).toEqual(Array.from({ length: count }, () => 3));
    await admin.disconnect();
  };

  it(
    'lose and double nothing that was acknowledged, keep the order of every case, and reading goes on in each partition within fifteen seconds',
    { timeout: rounds * 600_000 },
    async () => {
      const topic = aTopic({ replicationFactor: 3, minInsyncReplicas: 2, partitions });
      const log = await openKafkaLog({ connection: kafka.connection, topic, create: true });
      const reader = readInGroup(log);
      let over = false;
      const writers = ['a', 'b', 'c'].map((name) => keepAppending(log, name, () => over));
      await expect.poll(() => reader.silentSince(0), { timeout: 60_000 }).toEqual([]);
      const resumed: number[] = [];
      for (let kill = 0; kill < 3 * rounds; kill += 1) {
        const node = kafka.nodes[kill % 3];
        await untilReplicated(topic.topic);
        const killedAt = Date.now();
        await node?.kill();
        await expect.poll(() => reader.silentSince(killedAt), { timeout: 60_000, interval: 20 }).toEqual([]);
        resumed.push(Date.now() - killedAt);
        await node?.start();
      }
      over = true;
      const acknowledged = (await Promise.all(writers)).flat();
      console.log(`${acknowledged.length} acknowledged; reading went on after ${resumed.join(', ')} ms`);
      expect(resumed.filter((milliseconds) => milliseconds > resumesWithin)).toEqual([]);
      await expectAllOnce(log, acknowledged);
      await expect.poll(() => acknowledged.filter((value) => !reader.found.has(value)).length, { timeout: 60_000 }).toBe(0);
      await reader.stop();
      await log.close();
    },
  );

  it('let the platform go on while one is away: doors take events, and every one is projected once', { timeout: 600_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mingxiao-three-'));
    const front = await startFrontProcess(folder);
    const place = placeOf(kafka.brokers, front.url, 3);
    const city = await startCity(place, [['ingest'], ['project'], ['query']]);
    const store = await openServerStore({ url: front.url, database: place['MINGXIAO_CLICKHOUSE_DATABASE'] ?? '' });
    try {
      const load = new Load('one of three', () => city.having('ingest').map((door) => door.url()));
      for (const node of kafka.nodes) {
        await taken(load, 100);
        await node.kill();
        await taken(load, 200);
        await node.start();
        await untilReplicated(place['MINGXIAO_KAFKA_TOPIC'] ?? '', 12);
      }
      await load.stop();
      await expectAllProjectedOnce(city, store, load);
    } finally {
      await store.close();
      await city.stop();
      await front.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
