import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import type Cluster from 'kafkajs/src/cluster/index.js';
import { askAgain } from './ask-again.js';
import { messageOf } from './connection.js';
import { fetchOne } from './fetching.js';
import type { KafkaClient } from './kafka-client.js';
import { inOrderOfPartitions } from './offsets.js';
import type { Producing } from './producing.js';
import { Subscription } from './subscription.js';

export type OwnClientParts = {
  readonly topic: string;
  readonly partitions: number;
  readonly producing: Producing;
  /** Answers questions: ends, single records. */
  readonly cluster: Cluster;
  /** Connections for one subscription. */
  readonly connect: () => Promise<Cluster>;
};

/** Our own sender, reader and membership, on kafkajs' connections. */
export const ownClient = ({ topic, partitions, producing, cluster, connect }: OwnClientParts): KafkaClient => ({
  send: (partition, records) => producing.send(partition, records),
  end: () => askAgain(cluster, (asked) => endsOf(asked, topic, partitions)),
  read: ({ partition, offset }) => askAgain(cluster, (asked) => fetchOne(asked, topic, partition, offset)),
  subscription: async (request) => new Subscription({ ...request, topic, partitions, cluster: await connected(connect) }),
  isConnected: () => cluster.isConnected(),
  close: async () => {
    await producing.close();
    await cluster.disconnect();
  },
});

const endsOf = async (cluster: Cluster, topic: string, count: number): Promise<readonly number[]> => {
  const partitions = Array.from({ length: count }, (_, partition) => ({ partition }));
  const [answer] = await cluster.fetchTopicsOffset([{ topic, partitions, fromBeginning: false }]);
  return inOrderOfPartitions(answer?.partitions ?? [], count);
};

const connected = async (connect: () => Promise<Cluster>): Promise<Cluster> => {
  try {
    return await connect();
  } catch (error) {
    throw new LogUnavailable(`Kafka cannot be reached: ${messageOf(error)}`, { cause: error });
  }
};
