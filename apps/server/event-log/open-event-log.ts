import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedLog, type EmbeddedLogOptions } from '@mingxiao/adapters/event-log-embedded/embedded-log';
import { openKafkaLog } from '@mingxiao/adapters/event-log-kafka/kafka-log';
import type { KafkaEventLog } from '@mingxiao/adapters/event-log-kafka/kafka-event-log';
import type { TopicSpec } from '@mingxiao/adapters/event-log-kafka/topic';
import { openKafkajsLog } from '@mingxiao/adapters/event-log-kafkajs/kafkajs-log';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog, IdentityIndex, LogHealth } from '@mingxiao/ports/event-log/event-log';
import { z } from 'zod';
import type { Configuration } from '../configuration/configuration.js';
import type { KafkaClientName, KafkaConfiguration } from '../configuration/kafka-configuration.js';
import { topicsFile } from '../static/folders.js';

/** For what is no reason not to start and should be known. */
type Warn = (message: string) => void;

export type EventLogOptions = { readonly clock: Clock; readonly failpoints?: EmbeddedLogOptions['failpoints'] | undefined; readonly warn?: Warn };

/** The log that the configuration names: Kafka where brokers are given, else the one in the data folder. */
export const openEventLog = (configuration: Configuration, { clock, failpoints, warn }: EventLogOptions): Promise<EventLog & Partial<IdentityIndex & LogHealth>> =>
  configuration.kafka === null
    ? openEmbeddedLog({ folder: join(configuration.data, 'log'), clock, ...(failpoints === undefined ? {} : { failpoints }) })
    : openKafka(configuration.kafka, warn);

const topics = z.object({
  events: z.object({
    topic: z.string(),
    partitions: z.int().positive(),
    replicationFactor: z.int().positive(),
    minInsyncReplicas: z.int().positive(),
    config: z.record(z.string(), z.string()),
  }),
});

/** The topic of facts, as infra/kafka/topics.json describes it and the configuration names it. */
export const topicOf = async ({ topic, replication }: Pick<KafkaConfiguration, 'topic' | 'replication'>): Promise<TopicSpec> => {
  const { events } = topics.parse(JSON.parse(await readFile(topicsFile, 'utf8')));
  const replicationFactor = replication ?? events.replicationFactor;
  // One copy may always be away without stopping the sends, as long as there is more than one.
  const minInsyncReplicas = replication === null ? events.minInsyncReplicas : Math.max(1, replication - 1);
  return { ...events, topic: topic ?? events.topic, replicationFactor, minInsyncReplicas };
};

const openers = { mingxiao: openKafkaLog, kafkajs: openKafkajsLog } satisfies Record<KafkaClientName, typeof openKafkaLog>;

/** The log of facts in Kafka. */
export const openKafka = async (kafka: KafkaConfiguration, warn?: Warn): Promise<KafkaEventLog> =>
  openers[kafka.client]({ connection: kafka.connection, create: kafka.createTopics, topic: await topicOf(kafka), warn });
