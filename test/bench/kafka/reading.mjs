// The whole of a topic, read and thrown away. In records a second: kafkajs' from when it has its partitions, ours from the
// call, connecting and asking for the ends included.
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import '@mingxiao/adapters/event-log-kafka/codecs';
import { seconds } from '../measure.mjs';

export const readWithKafkajs = async ({ brokers, topic, records }) => {
  const consumer = new Kafka({ clientId: 'bench', brokers, logLevel: logLevel.NOTHING }).consumer({ groupId: randomUUID(), maxBytesPerPartition: 2 * 1_048_576, maxBytes: 8 * 1_048_576 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let begun = 0;
  let count = 0;
  consumer.on(consumer.events.GROUP_JOIN, () => (begun = performance.now()));
  const rate = await new Promise((resolve, reject) => {
    const running = consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        count += batch.messages.length;
        if (count >= records) resolve(count / seconds(begun));
      },
    });
    running.catch(reject);
  });
  await consumer.disconnect();
  return rate;
};

export const readOurs = async (log) => {
  const from = Array.from({ length: log.partitions }, () => 0);
  const begun = performance.now();
  let count = 0;
  let taken = 0;
  for await (const { records } of log.subscribe(from, { signal: new AbortController().signal, untilEnd: true })) {
    count += records.length;
    taken = seconds(begun);
  }
  return count / taken;
};
