import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestAnswer } from '@mingxiao/contracts/events';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import { startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import { eventOf, linesOf, statusesOf } from '../platform.fixture.js';
import { startPlatform, type Platform } from '../platform.js';

describeWith(lacksJava(), 'the client that speaks to Kafka', () => {
  let kafka: TestKafka;
  let data: string;
  beforeAll(async () => {
    kafka = await startTestKafka();
    data = await mkdtemp(join(tmpdir(), 'mingxiao-kafka-clients-'));
  });
  afterAll(async () => {
    await kafka.stop();
    await rm(data, { recursive: true, force: true });
  });

  const onPlatform = async <Value>(client: string, use: (platform: Platform) => Promise<Value>): Promise<Value> => {
    const environment = { MINGXIAO_KAFKA_BROKERS: kafka.brokers.join(), MINGXIAO_KAFKA_CREATE_TOPICS: 'true', MINGXIAO_KAFKA_REPLICATION: '1', MINGXIAO_KAFKA_CLIENT: client };
    const platform = await startPlatform(readConfiguration({ data, port: 0, logLevel: 'silent' }, environment), { watch: false });
    try {
      return await use(platform);
    } finally {
      await platform.stop();
    }
  };

  /** Takes an event, and tells what became of it and whether the log's facts and the rows agree. */
  const send = async ({ url, caughtUp }: Platform, id: string) => {
    const answer = await fetch(new URL('/v1/events', url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf([eventOf(id)]) });
    await caughtUp();
    const { ok, facts } = reconciliation.parse(await (await fetch(new URL('/v1/reconciliation', url))).json());
    return { statuses: statusesOf(ingestAnswer.parse(await answer.json()).results), ok, facts };
  };

  it('is chosen by configuration, and another one goes on with the same log and the same rows', async () => {
    const first = await onPlatform('kafkajs', (platform) => send(platform, 'e-1'));
    const second = await onPlatform('mingxiao', (platform) => send(platform, 'e-2'));
    const third = await onPlatform('kafkajs', (platform) => send(platform, 'e-3'));
    expect([first, second, third].map(({ statuses, ok }) => [statuses, ok])).toEqual([
      [{ 'e-1': 'accepted' }, true],
      [{ 'e-2': 'accepted' }, true],
      [{ 'e-3': 'accepted' }, true],
    ]);
    expect([second.facts - first.facts, third.facts - first.facts]).toEqual([1, 2]);
  });
});
