import { LogRefused, LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { eventLogContract } from '@mingxiao/ports/event-log/event-log.contract';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { CompressionTypes } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kafkaOf, type KafkaConnection } from './connection.js';
import { aMember, heldAfter } from './group-member.fixture.js';
import { aRecord, contentsOf } from './kafka-log.fixture.js';
import { openKafkaLog } from './kafka-log.js';
import type { TopicSpec } from './topic.js';

const patient = { timeout: 40_000 };
const user = { username: 'mingxiao', password: 'of the test' };

describeWith(lacksJava(), 'the Kafka log on a real broker', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await startTestKafka({ secure: user });
  });
  afterAll(() => kafka.stop());

  const openLog = (topic = aTopic()) => openKafkaLog({ connection: kafka.connection, topic, create: true });

  const withLog = async <Value>(topic: TopicSpec, use: (log: Awaited<ReturnType<typeof openLog>>) => Promise<Value>): Promise<Value> => {
    const log = await openLog(topic);
    try {
      return await use(log);
    } finally {
      await log.close();
    }
  };

  /** As a program of somebody else, straight into the topic. */
  const withAdmin = async <Value>(use: (admin: ReturnType<ReturnType<typeof kafkaOf>['admin']>) => Promise<Value>): Promise<Value> => {
    const admin = kafkaOf(kafka.connection).admin();
    await admin.connect();
    return use(admin).finally(() => admin.disconnect());
  };

  eventLogContract('Kafka', async () => {
    const log = await openLog();
    return { log, stop: () => log.close() };
  });

  describe('a topic', () => {
    const opening = (topic: TopicSpec, create = false) => openKafkaLog({ connection: kafka.connection, topic, create });

    it('that is missing is not made unasked', async () => {
      await expect(opening(aTopic())).rejects.toThrow(LogRefused);
    });

    it('with another number of partitions is refused: keys would map elsewhere', async () => {
      const topic = aTopic();
      await withLog(topic, async () => undefined);
      await expect(opening({ ...topic, partitions: 3 })).rejects.toThrow(/4 partitions, not 3/);
    });

    it.each([
      ['retention.ms', '1000'],
      ['message.timestamp.type', 'CreateTime'],
    ])('whose %s is %s is refused', async (name, value) => {
      const topic = aTopic();
      await withLog({ ...topic, config: { ...topic.config, [name]: value } }, async () => undefined);
      await expect(opening(topic)).rejects.toThrow(name);
    });

    it('that keeps facts less safely than described is opened and told of; one as described is not', async () => {
      const topic = aTopic();
      const told: string[] = [];
      const open = async (part: Partial<TopicSpec>, unclean: string) => {
        const config = { ...topic.config, 'unclean.leader.election.enable': unclean };
        const log = await openKafkaLog({ connection: kafka.connection, topic: { ...topic, ...part, config }, create: true, warn: (message) => told.push(message) });
        await log.close();
      };
      await open({}, 'true');
      expect(told).toEqual([]);
      await open({ replicationFactor: 3, minInsyncReplicas: 2 }, 'false');
      expect(told).toEqual([expect.stringMatching(/1 copies of each record, not 3; min\.insync\.replicas=1, not 2; unclean\.leader\.election\.enable=true;/)]);
    });

    it('keeps its generation, and is another one when it was deleted and made anew', async () => {
      const topic = aTopic();
      const first = await withLog(topic, async (log) => log.generation);
      expect(await withLog(topic, async (log) => log.generation)).toBe(first);
      await withAdmin((admin) => admin.deleteTopics({ topics: [topic.topic] }));
      expect(await withLog(topic, async (log) => log.generation)).not.toBe(first);
    });

    it.each(['uncompressed', 'gzip'])('may be kept %s', async (compression) => {
      const topic = aTopic();
      await withLog({ ...topic, config: { ...topic.config, 'compression.type': compression } }, async (log) => {
        await log.append([aRecord('one')]);
        expect(await contentsOf(log)).toEqual(['one']);
      });
    });
  });

  it('delivers what other programs wrote, whatever it is, and what comes behind it', async () => {
    const topic = aTopic({ partitions: 1 });
    await withLog(topic, async (log) => {
      await log.append([aRecord('before')]);
      const foreign = kafkaOf(kafka.connection).producer({ allowAutoTopicCreation: false });
      await foreign.connect();
      await foreign.send({
        topic: topic.topic,
        compression: CompressionTypes.GZIP,
        messages: [
          { value: null },
          { key: 'no json', value: '{' },
          { key: Buffer.from([0xff, 0xfe]), value: Buffer.from([0xff]) },
          { key: 'headers', value: 'x', headers: { contentHash: 'short', identity: ['a', 'b'] } },
          { key: 'long', value: Buffer.alloc(10 * 1_048_576, 'x') },
        ],
      });
      await foreign.disconnect();
      await log.append([aRecord('after')]);
      const records = [];
      for await (const batch of log.subscribe([0], { signal: new AbortController().signal, untilEnd: true })) records.push(...batch.records);
      expect(records.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(records.map(({ headers }) => headers === null)).toEqual([false, true, true, true, true, true, false]);
      expect(records[5]?.value).toHaveLength(10 * 1_048_576);
    });
  });

  it('says so when the log was cut behind its reader', async () => {
    const topic = aTopic({ partitions: 1 });
    await withLog(topic, async (log) => {
      await log.append([aRecord('one'), aRecord('two'), aRecord('three')]);
      await withAdmin(async (admin) => {
        await admin.fetchTopicOffsets(topic.topic);
        await admin.deleteTopicRecords({ topic: topic.topic, partitions: [{ partition: 0, offset: '2' }] });
      });
      await expect(contentsOf(log)).rejects.toThrow(/does not hold offset 0/);
    });
  });

  describe('a group', () => {
    it('gives a partition to the next one only when the one before has settled what it was writing', async () => {
      const topic = aTopic();
      await withLog(topic, async (log) => {
        await log.append(Array.from({ length: 40 }, (_, index) => aRecord(`${index}`)));
        const told: string[] = [];
        let [settle, isWriting] = [(): void => undefined, false];
        const settled = new Promise<void>((resolve) => (settle = resolve));
        const first = aMember(log, 'first', { told, onRevoked: async () => (isWriting ? settled : undefined) });
        await expect.poll(() => new Set(first.found).size, patient).toBe(40);
        isWriting = true;
        const second = aMember(log, 'second', { told });
        await expect.poll(() => heldAfter(told), patient).toEqual({});
        // As long as the broker needs to answer twenty times, it gives nothing to the second.
        for (let question = 0; question < 20; question += 1) await log.end();
        expect(heldAfter(told)).toEqual({});
        settle();
        await expect.poll(() => heldAfter(told), patient).toEqual({ first: 2, second: 2 });
        await first.leave();
        await expect.poll(() => heldAfter(told), patient).toEqual({ second: 4 });
        await second.leave();
      });
    });
  });

  describe('over TLS with a password', () => {
    const secure = (part: Partial<NonNullable<KafkaConnection['sasl']>> = {}): KafkaConnection => ({
      brokers: kafka.secureBrokers,
      tls: { ca: kafka.ca },
      sasl: { mechanism: 'scram-sha-256', ...user, ...part },
    });

    it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('takes and gives records (%s)', async (mechanism) => {
      const log = await openKafkaLog({ connection: secure({ mechanism }), topic: aTopic(), create: true });
      await log.append([aRecord('one')]);
      expect(await contentsOf(log)).toEqual(['one']);
      await log.close();
    });

    it('says at the start that the password is wrong', async () => {
      const opening = openKafkaLog({ connection: secure({ password: 'wrong' }), topic: aTopic(), create: true });
      await expect(opening).rejects.toThrow(/refuses the user mingxiao.*Check name, password and mechanism/);
      await expect(opening).rejects.toBeInstanceOf(LogRefused);
    });

    it('says at the start that nobody vouches for the certificate', async () => {
      const opening = openKafkaLog({ connection: { ...secure(), tls: { ca: null } }, topic: aTopic(), create: true });
      await expect(opening).rejects.toThrow(/certificate that cannot be trusted/);
    });
  });

  it('says at the start that nobody answers', async () => {
    const opening = openKafkaLog({ connection: { ...kafka.connection, brokers: ['127.0.0.1:1'] }, topic: aTopic() });
    await expect(opening).rejects.toThrow(LogUnavailable);
  });
});
