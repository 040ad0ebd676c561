import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import type Cluster from 'kafkajs/src/cluster/index.js';
import { messageOf } from './connection.js';

const patience = 5_000;
const pauseMilliseconds = 200;

/** Asks whoever leads now, and again for a while: leaders move, and brokers close connections that were idle. */
export const askAgain = async <Value>(cluster: Cluster, question: (cluster: Cluster) => Promise<Value>): Promise<Value> => {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      await cluster.refreshMetadataIfNecessary();
      return await question(cluster);
    } catch (error) {
      if (performance.now() > deadline) throw new LogUnavailable(`Kafka does not answer: ${messageOf(error)}`, { cause: error });
      await pause(pauseMilliseconds);
      await cluster.refreshMetadata().catch(() => undefined);
    }
  }
};
