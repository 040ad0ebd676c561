import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecord, expectAllOnce, keepAppending, keepReading } from './kafka-log.fixture.js';
import { openKafkaLog } from './kafka-log.js';

const twoMinutes = 120_000;

describeWith(lacksJava(), 'the Kafka log when brokers go away', () => {
  describe('one broker of one', () => {
    let kafka: TestKafka;
    beforeAll(async () => {
      kafka = await startTestKafka();
    });
    afterAll(() => kafka.stop());

    it('killed under load and started again: what was acknowledged is there once, writers and readers go on', { timeout: twoMinutes }, async () => {
      const log = await openKafkaLog({ connection: kafka.connection, topic: aTopic(), create: true });
      const reader = keepReading(log);
      let over = false;
      const writers = ['a', 'b', 'c'].map((name) => keepAppending(log, name, () => over));
      await expect.poll(() => reader.found.length, { timeout: 20_000 }).toBeGreaterThan(500);
      await kafka.nodes[0]?.kill();
      await kafka.nodes[0]?.start();
      const before = reader.found.length;
      await expect.poll(() => reader.found.length, { timeout: 30_000 }).toBeGreaterThan(before + 500);
      over = true;
      await expectAllOnce(log, (await Promise.all(writers)).flat());
      expect(log.state()).toMatchObject({ connected: true, problem: null, waitingBytes: 0 });
      await reader.stop();
      await log.close();
    });

    it('away: appends are refused before memory grows, the rest is refused in the end, and questions too', { timeout: twoMinutes }, async () => {
      const log = await openKafkaLog({ connection: kafka.connection, topic: aTopic(), create: true, waitingBytesMax: 1_000_000 });
      await kafka.nodes[0]?.kill();
      const waiting = expect(log.append([aRecord('x'.repeat(900_000), 'case 1')])).rejects.toBeInstanceOf(LogUnavailable);
      expect(log.state().waitingBytes).toBeGreaterThan(900_000);
      await expect(log.append([aRecord('y'.repeat(900_000), 'case 2')])).rejects.toThrow(/are waiting for Kafka already/);
      await expect(log.end()).rejects.toBeInstanceOf(LogUnavailable);
      await waiting;
      await expect.poll(() => log.state(), { timeout: 60_000 }).toMatchObject({ waitingBytes: 0, problem: expect.any(String) as string });
      await kafka.nodes[0]?.start();
      // Before anybody has tried to append again.
      await expect.poll(() => log.state().problem, { timeout: 40_000 }).toBeNull();
      await expect.poll(() => log.append([aRecord('later')]).then(() => 'taken', () => 'refused'), { timeout: 40_000 }).toBe('taken');
      await log.close();
    });

    it('hanging: a sender hears of it before kafkajs gives up; what he sent stays counted, and once it answers again it goes on', { timeout: twoMinutes }, async () => {
      const log = await openKafkaLog({ connection: kafka.connection, topic: aTopic(), create: true });
      process.kill(kafka.nodes[0]?.pid() ?? 0, 'SIGSTOP');
      await expect(log.append([aRecord('early')])).rejects.toThrow(/none was acknowledged for eight seconds/);
      expect(log.state().waitingBytes).toBeGreaterThan(0);
      process.kill(kafka.nodes[0]?.pid() ?? 0, 'SIGCONT');
      await expect.poll(() => log.append([aRecord('later')]).then(() => 'taken', () => 'refused'), { timeout: 40_000 }).toBe('taken');
      await expect.poll(() => log.state()).toMatchObject({ waitingBytes: 0, problem: null });
      await log.close();
    });
  });

  it('three brokers, one killed under load: service goes on without it, nothing acknowledged is lost or doubled', { timeout: twoMinutes }, async () => {
    const kafka = await startTestKafka({ nodes: 3 });
    try {
      const topic = aTopic({ replicationFactor: 3, minInsyncReplicas: 2, partitions: 6 });
      const log = await openKafkaLog({ connection: kafka.connection, topic, create: true });
      const reader = keepReading(log);
      let over = false;
      const writers = ['a', 'b', 'c'].map((name) => keepAppending(log, name, () => over));
      await expect.poll(() => reader.found.length, { timeout: 20_000 }).toBeGreaterThan(500);
      await kafka.nodes[0]?.kill();
      const before = reader.found.length;
      await expect.poll(() => reader.found.length, { timeout: 30_000 }).toBeGreaterThan(before + 2_000);
      over = true;
      await expectAllOnce(log, (await Promise.all(writers)).flat());
      await reader.stop();
      await log.close();
    } finally {
      await kafka.stop();
    }
  });
});
