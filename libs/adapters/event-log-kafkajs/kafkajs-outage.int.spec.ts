import { aTopic, startTestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { expect, it } from 'vitest';
import { expectAllOnce, keepAppending, keepReading } from '../event-log-kafka/kafka-log.fixture.js';
import { openKafkajsLog } from './kafkajs-log.js';

const twoMinutes = 120_000;
const patient = { timeout: 40_000 };

describeWith(lacksJava(), 'the log over plain kafkajs, a broker of which is killed under load', () => {
  it.each([
    ['one of one, started again: what was acknowledged is there once, writers and readers go on', 1],
    ['one of three: service goes on without it, nothing acknowledged is lost or doubled', 3],
  ] as const)('%s', { timeout: twoMinutes }, async (_, nodes) => {
    const kafka = await startTestKafka({ nodes });
    try {
      const topic = nodes === 1 ? aTopic() : aTopic({ replicationFactor: 3, minInsyncReplicas: 2, partitions: 6 });
      const log = await openKafkajsLog({ connection: kafka.connection, topic, create: true });
      const reader = keepReading(log);
      let over = false;
      const writers = ['a', 'b', 'c'].map((name) => keepAppending(log, name, () => over));
      await expect.poll(() => reader.found.length, patient).toBeGreaterThan(500);
      await kafka.nodes[0]?.kill();
      if (nodes === 1) await kafka.nodes[0]?.start();
      const before = reader.found.length;
      await expect.poll(() => reader.found.length, patient).toBeGreaterThan(before + 1_000);
      over = true;
      await expectAllOnce(log, (await Promise.all(writers)).flat());
      await reader.stop();
      expect(new Set(reader.found).size).toBe(reader.found.length);
      await log.close();
    } finally {
      await kafka.stop();
    }
  });
});
