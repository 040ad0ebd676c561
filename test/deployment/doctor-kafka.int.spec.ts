import { prepareTopic } from '@mingxiao/adapters/event-log-kafka/topic';
import { checkKafka } from '@mingxiao/cli/doctor/check-kafka';
import type { KafkaConfiguration } from '@mingxiao/server/configuration/kafka-configuration';
import { topicOf } from '@mingxiao/server/event-log/open-event-log';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, it } from 'vitest';

describeWith(lacksJava(), 'the doctor beside a real broker', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await startTestKafka();
  });
  afterAll(() => kafka.stop());

  const configured = (part: Partial<KafkaConfiguration> = {}): KafkaConfiguration => ({ connection: kafka.connection, client: 'mingxiao', topic: aTopic().topic, createTopics: false, replication: 1, ...part });
  const look = async (configuration: KafkaConfiguration) => (await checkKafka(configuration)).map(({ check, verdict }) => `${check}: ${verdict}`);

  it('finds the topic missing, or no matter where the start makes it; makes none', async () => {
    const configuration = configured();
    expect(await look(configuration)).toEqual(['kafka: ok', 'topic: fail']);
    expect(await look({ ...configuration, createTopics: true })).toEqual(['kafka: ok', 'topic: ok']);
    expect(await look(configuration)).toEqual(['kafka: ok', 'topic: fail']);
  });

  it('finds a topic as described sound but for its single copy', async () => {
    const configuration = configured();
    await prepareTopic(kafka.connection, await topicOf(configuration), true);
    // For a moment after it was made, a topic has partitions that know no leader yet.
    await expect.poll(() => look(configuration), { timeout: 20_000 }).toEqual(['kafka: ok', 'topic: ok', 'copies: warn', 'broker clock: ok']);
  });

  it('names partitions and settings that would lose facts, and records stamped in our future', async () => {
    const topic = aTopic({ partitions: 2, config: { ...aTopic().config, 'retention.ms': '604800000', 'message.timestamp.type': 'CreateTime' } });
    await prepareTopic(kafka.connection, topic, true);
    const client = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
    const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: topic.topic, messages: [{ partition: 0, value: 'from tomorrow', timestamp: String(Date.now() + 1_800_000) }] });
    await producer.disconnect();
    await expect.poll(() => look(configured({ topic: topic.topic })), { timeout: 20_000 }).toEqual(['kafka: ok', 'topic: fail', 'topic settings: fail', 'topic settings: fail', 'copies: warn', 'broker clock: warn']);
  });
});
