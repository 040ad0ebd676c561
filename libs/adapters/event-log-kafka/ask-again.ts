import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import type Cluster from 'kafkajs/src/cluster/index.js';
import { messageOf } from './connection.js';

const patience = 5_000;
const pauseMilliseconds = 200;

/** Asks whoever leads now, and again for a while: leaders move, and brokers close connections that were idle. */
export const askAgain = <Value>(cluster: Cluster, question: (cluster: Cluster) => Promise<Value>): Promise<Value> =>
  untilAnswered(
    async () => {
      await cluster.refreshMetadataIfNecessary();
      return question(cluster);
    },
    () => cluster.refreshMetadata(),
  );

/** What a question gives once it is answered, asked again for five seconds; rejects with LogUnavailable after that. */
export const untilAnswered = async <Value>(question: () => Promise<Value>, inBetween: () => Promise<unknown> = () => Promise.resolve()): Promise<Value> => {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (performance.now() > deadline) throw new LogUnavailable(`Kafka does not answer: ${messageOf(error)}`, { cause: error });
      await pause(pauseMilliseconds);
      await inBetween().catch(() => undefined);
    }
  }
};
