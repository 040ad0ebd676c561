import { randomUUID } from 'node:crypto';
import { compressionTypes } from '@mingxiao/adapters/event-log-kafka/codecs';
import { clusterOf } from '@mingxiao/adapters/event-log-kafka/connection';
import { KafkaEventLog } from '@mingxiao/adapters/event-log-kafka/kafka-event-log';
import { ownClient } from '@mingxiao/adapters/event-log-kafka/own-client';
import { Producing } from '@mingxiao/adapters/event-log-kafka/producing';
import { addressOf, Reach } from '@mingxiao/adapters/event-log-kafka/reach';
import { CompressionTypes } from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import type { FetchedMessage } from 'kafkajs/src/cluster/index.js';
import type { KafkaMock } from './kafka-mock.js';

export type LogOnMock = {
  readonly topic: string;
  readonly log: KafkaEventLog;
  /** Everything in the topic as a broker of Kafka would have kept it: by partition, in order. */
  kept(): Promise<readonly string[]>;
  /** Batches that came more than once under the same numbers. Kafka writes such a batch once; the mock does not compare. */
  repeated(): Promise<number>;
};

/**
 * Our log on a mock cluster, put together from the parts of the adapter: the mock knows no topic ids and no settings of
 * topics, so `openKafkaLog` cannot look at them there.
 */
export const openLogOnMock = async (mock: KafkaMock, { partitions = 4, waitingBytesMax = 64 * 1_048_576 } = {}): Promise<LogOnMock> => {
  const topic = `events-${randomUUID()}`;
  await mock.createTopic(topic, partitions);
  const connect = async (): Promise<Cluster> => {
    const cluster = clusterOf({ brokers: mock.brokers, tls: null, sasl: null });
    await cluster.connect();
    await cluster.addTargetTopic(topic);
    return cluster;
  };
  const producing = new Producing({ cluster: await connect(), topic, compression: compressionTypes['lz4'] ?? CompressionTypes.GZIP });
  const reach = new Reach(() => mock.brokers.map(addressOf));
  const log = new KafkaEventLog({ generation: `mock:${topic}`, partitions, client: ownClient({ topic, partitions, producing, cluster: await connect(), connect }), reach, waitingBytesMax });
  const read = async () => {
    const cluster = await connect();
    try {
      return await Promise.all(Array.from({ length: partitions }, (_, partition) => messagesOf(cluster, topic, partition)));
    } finally {
      await cluster.disconnect();
    }
  };
  return {
    topic,
    log,
    kept: async () => (await read()).flatMap((messages) => onceEach(messages).map(({ value }) => value?.toString() ?? '')),
    repeated: async () => (await read()).reduce((sum, messages) => sum + batchesIn(messages) - batchesIn(onceEach(messages)), 0),
  };
};

const messagesOf = async (cluster: Cluster, topic: string, partition: number): Promise<readonly FetchedMessage[]> => {
  const [nodeId = ''] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
  const broker = await cluster.findBroker({ nodeId });
  const messages: FetchedMessage[] = [];
  for (;;) {
    const partitions = [{ partition, fetchOffset: String(Number(messages.at(-1)?.offset ?? -1) + 1), maxBytes: 8 * 1_048_576 }];
    const { responses } = await broker.fetch({ maxWaitTime: 0, minBytes: 0, maxBytes: 8 * 1_048_576, isolationLevel: 0, topics: [{ topic, partitions }] });
    const found = responses.flatMap((response) => response.partitions.flatMap((part) => part.messages));
    if (found.length === 0) return messages;
    messages.push(...found);
  }
};

/** Producer, epoch and number of the first record: what a broker knows a batch by. */
const numbersOf = ({ batchContext }: FetchedMessage): string => `${batchContext?.producerId}/${batchContext?.producerEpoch}/${batchContext?.firstSequence}`;
const batchOf = (message: FetchedMessage): string => `${numbersOf(message)}/${message.batchContext?.firstOffset}`;

const batchesIn = (messages: readonly FetchedMessage[]): number => new Set(messages.map(batchOf)).size;

const onceEach = (messages: readonly FetchedMessage[]): readonly FetchedMessage[] => {
  const first = new Map<string, string>();
  for (const message of messages) if (!first.has(numbersOf(message))) first.set(numbersOf(message), batchOf(message));
  return messages.filter((message) => first.get(numbersOf(message)) === batchOf(message));
};
