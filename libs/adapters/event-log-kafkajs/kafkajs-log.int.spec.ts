import type { EventLog, LogRecord } from '@mingxiao/ports/event-log/event-log';
import { eventLogContract } from '@mingxiao/ports/event-log/event-log.contract';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll } from 'vitest';
import { openKafkajsLog } from './kafkajs-log.js';

describeWith(lacksJava(), 'the log over plain kafkajs on a real broker', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await startTestKafka();
  });
  afterAll(() => kafka.stop());

  eventLogContract('plain kafkajs', async () => {
    const log = await openKafkajsLog({ connection: kafka.connection, topic: aTopic(), create: true });
    return { log, stop: () => log.close() };
  });
});
