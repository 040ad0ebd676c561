import { eventLogContract } from '@mingxiao/ports/event-log/event-log.contract';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll } from 'vitest';
import { openKafkaLog } from './kafka-log.js';

describeWith(lacksJava(), 'the Kafka log on a real broker', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await startTestKafka();
  });
  afterAll(() => kafka.stop());

  eventLogContract('Kafka', async () => {
    const log = await openKafkaLog({ connection: kafka.connection, topic: aTopic(), create: true });
    return { log, stop: () => log.close() };
  });
});
