import { LogRefused } from '@mingxiao/ports/event-log/event-log';
import type { CompressionTypes } from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import { compressionTypes } from './codecs.js';
import { clusterOf, startFailure, type KafkaConnection } from './connection.js';
import { KafkaEventLog } from './kafka-event-log.js';
import { ownClient } from './own-client.js';
import { Producing } from './producing.js';
import { addressOf, Reach } from './reach.js';
import { generationOf } from './topic-id.js';
import { prepareTopic, type TopicSpec } from './topic.js';
import { untilHeard } from './until-heard.js';

export type KafkaLogOptions = {
  readonly connection: KafkaConnection;
  readonly topic: TopicSpec;
  /** Make the topic where it is missing. */
  readonly create?: boolean;
  /** Told of a topic that would keep facts less safely than described. */
  readonly warn?: ((message: string) => void) | undefined;
  /** What may wait to become durable before `append` refuses at once. */
  readonly waitingBytesMax?: number;
};

export const waitingBytesDefault = 64 * 1_048_576;

/**
 * Opens the log in a topic of Kafka. Throws LogRefused where a person must change the configuration (user, certificate,
 * topic), LogUnavailable where the brokers cannot be reached.
 */
export const openKafkaLog = async (options: KafkaLogOptions): Promise<KafkaEventLog> => {
  const { connection, topic } = options;
  const connect = () => connectTo(connection, topic.topic);
  const opened: { disconnect(): Promise<void> }[] = [];
  try {
    const compression = compressionOf(topic, await prepareTopic(connection, topic, options.create === true, options.warn));
    const cluster = await connect();
    opened.push(cluster);
    const generation = await untilHeard(() => generationOf(cluster, topic.topic));
    // Apart from questions: a broker answers a connection in turn, and a send waits for copies.
    const producing = new Producing({ cluster: await connect(), topic: topic.topic, compression });
    opened.push({ disconnect: () => producing.close() });
    await producing.connect();
    return new KafkaEventLog({
      generation,
      partitions: topic.partitions,
      client: ownClient({ ...topic, producing, cluster, connect }),
      reach: new Reach(() => [...connection.brokers.map(addressOf), ...(cluster.brokerPool.metadata?.brokers ?? [])]),
      waitingBytesMax: options.waitingBytesMax ?? waitingBytesDefault,
    });
  } catch (error) {
    for (const part of opened) await part.disconnect().catch(() => undefined);
    throw startFailure(connection, error);
  }
};

/** Connections to all brokers that know of the topic. */
export const connectTo = async (connection: KafkaConnection, topic: string): Promise<Cluster> => {
  const cluster = clusterOf(connection);
  try {
    await cluster.connect();
    await untilHeard(() => cluster.addTargetTopic(topic));
    return cluster;
  } catch (error) {
    await cluster.disconnect().catch(() => undefined);
    throw error;
  }
};

/**
 * The topic's own: then the broker keeps what we send as it is. Whatever another producer sends, it repacks, so that
 * nothing comes back in a form that we could not read.
 */
export const compressionOf = ({ topic }: TopicSpec, name: string): CompressionTypes => {
  const compression = compressionTypes[name];
  if (compression !== undefined) return compression;
  throw new LogRefused(`topic ${topic} has compression.type=${name}; this program can read ${Object.keys(compressionTypes).join(', ')} (zstd from Node 22.15 on)`);
};
