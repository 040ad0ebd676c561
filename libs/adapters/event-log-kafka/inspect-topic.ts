import kafkajs, { type Admin } from 'kafkajs';
import { kafkaOf, startFailure, type KafkaConnection } from './connection.js';

/** What the brokers say of themselves and of a topic; `topic` is null where there is none of that name. */
export type KafkaInspection = { readonly brokers: number; readonly topic: TopicInspection | null };

export type TopicInspection = {
  readonly partitions: number;
  /** Of the partition that has the fewest: its copies, and those that keep up. */
  readonly copies: number;
  readonly copiesInStep: number;
  readonly leaderless: number;
  readonly records: number;
  /** Kafka's own names and values. */
  readonly config: ReadonlyMap<string, string>;
  /** Partitions with a record stamped later than `ahead`, an instant that has not come by our clock. */
  readonly aheadOfUs: number;
};

/** Looks at brokers and topic and changes nothing. Throws LogRefused or LogUnavailable, as an opening of the log would. */
export const inspectTopic = async (connection: KafkaConnection, topic: string, ahead: number): Promise<KafkaInspection> => {
  const admin = kafkaOf(connection).admin();
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    const isThere = (await admin.listTopics()).includes(topic);
    return { brokers: brokers.length, topic: isThere ? await inspect(admin, topic, ahead) : null };
  } catch (error) {
    throw startFailure(connection, error);
  } finally {
    await admin.disconnect();
  }
};

const inspect = async (admin: Admin, topic: string, ahead: number): Promise<TopicInspection> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const partitions = topics[0]?.partitions ?? [];
  const ends = await admin.fetchTopicOffsets(topic);
  return {
    partitions: partitions.length,
    copies: Math.min(...partitions.map(({ replicas }) => replicas.length)),
    copiesInStep: Math.min(...partitions.map(({ isr }) => isr.length)),
    leaderless: partitions.filter(({ leader }) => leader < 0).length,
    records: ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0),
    config: await configOf(admin, topic),
    aheadOfUs: await aheadOf(admin, topic, { ends, ahead }),
  };
};

const configOf = async (admin: Admin, topic: string): Promise<ReadonlyMap<string, string>> => {
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic }] });
  return new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]));
};

type Ends = readonly { readonly partition: number; readonly high: string }[];

/** Kafka tells no time, but it stamps records as they come: one from our future was stamped by a clock ahead of ours. */
const aheadOf = async (admin: Admin, topic: string, { ends, ahead }: { readonly ends: Ends; readonly ahead: number }): Promise<number> => {
  const found = await admin.fetchTopicOffsetsByTimestamp(topic, ahead);
  return found.filter(({ partition, offset }) => Number(offset) >= 0 && Number(offset) < Number(ends.find((end) => end.partition === partition)?.high ?? 0)).length;
};
