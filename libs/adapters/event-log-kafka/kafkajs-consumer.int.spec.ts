import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aRecord } from './kafka-log.fixture.js';
import { openKafkaLog } from './kafka-log.js';

/** What decision 13 rests on: were the first of these to fail, kafkajs' own consumer could be thought of again. */
describeWith(lacksJava(), 'a position whose records are gone', () => {
  let broker: TestKafka;
  let kafka: Kafka;
  const spec = aTopic({ partitions: 1 });
  const { topic } = spec;

  beforeAll(async () => {
    broker = await startTestKafka();
    kafka = new Kafka({ brokers: [...broker.brokers], logLevel: logLevel.NOTHING });
    const log = await openKafkaLog({ connection: broker.connection, topic: spec, create: true });
    for (let index = 0; index < 10; index += 1) await log.append([aRecord(`value ${index}`)]);
    await log.close();
    const admin = kafka.admin();
    await admin.connect();
    // kafkajs looks up the leader only in what it has heard already.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '5' }] });
    await admin.disconnect();
  }, 120_000);
  afterAll(() => broker.stop(), 60_000);

  it('is passed over by kafkajs’ own consumer without a word: whoever counts on it loses facts and does not hear of it', { timeout: 60_000 }, async () => {
    const consumer = kafka.consumer({ groupId: topic });
    const crashes: unknown[] = [];
    consumer.on('consumer.crash', ({ payload }) => crashes.push(payload.error));
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const offsets: string[] = [];
    await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void offsets.push(message.offset)) });
    consumer.seek({ topic, partition: 0, offset: '2' });
    await expect.poll(() => offsets.length, { timeout: 40_000 }).toBeGreaterThan(0);
    await consumer.disconnect();
    expect([offsets[0], crashes]).toEqual(['5', []]);
  });

  it('is an error of our reader', { timeout: 60_000 }, async () => {
    const log = await openKafkaLog({ connection: broker.connection, topic: spec, create: false });
    const read = async () => {
      for await (const batch of log.subscribe([2], { signal: new AbortController().signal, untilEnd: true })) expect(batch.records).toEqual([]);
    };
    await expect(read()).rejects.toThrow(/offset/i);
    await log.close();
  });
});
