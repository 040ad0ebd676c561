import { setTimeout as pause } from 'node:timers/promises';
import { LogRefused } from '@mingxiao/ports/event-log/event-log';
import kafkajs, { type Admin } from 'kafkajs';
import type { KafkaConnection } from './connection.js';
import { kafkaOf } from './connection.js';
import { untilHeard } from './until-heard.js';

/** A topic as infra/kafka/topics.json describes it. */
export type TopicSpec = {
  readonly topic: string;
  /** For ever: the partition of a case must never change. */
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly minInsyncReplicas: number;
  /** Kafka's own names and values. */
  readonly config: Readonly<Record<string, string>>;
};

/** What the log's promises rest on. A topic that has it otherwise loses facts or falsifies when they were stored. */
const indispensable = ['cleanup.policy', 'retention.ms', 'retention.bytes', 'message.timestamp.type'];
/** Whether a copy that lacks facts may lead: then the others lose them, too. */
const uncleanElection = 'unclean.leader.election.enable';
const leaderPatience = 30_000;

/** What says how many brokers may be lost before facts are; `config` with Kafka's own names and values. */
export type Keeping = { readonly copies: number; readonly config: ReadonlyMap<string, string> };

/** In words, where a topic keeps facts less safely than it is described. No reason to refuse: nothing is lost until a broker is. */
export const weaknessesOf = ({ replicationFactor, minInsyncReplicas, config }: TopicSpec, found: Keeping): string[] => {
  const least = Number(found.config.get('min.insync.replicas') ?? minInsyncReplicas);
  const unclean = found.config.get(uncleanElection) ?? 'false';
  return [
    ...(found.copies < replicationFactor ? [`${found.copies} copies of each record, not ${replicationFactor}`] : []),
    ...(least < minInsyncReplicas ? [`min.insync.replicas=${least}, not ${minInsyncReplicas}`] : []),
    ...(unclean === (config[uncleanElection] ?? unclean) ? [] : [`${uncleanElection}=${unclean}`]),
  ];
};

/**
 * Makes sure that the topic is there and is what the description says, creating it only when told to; answers the
 * compression it is kept in. Throws LogRefused where it is missing or differs; what is merely less safe is told to `warn`.
 */
export const prepareTopic = async (connection: KafkaConnection, spec: TopicSpec, create: boolean, warn?: (message: string) => void): Promise<string> => {
  const admin = kafkaOf(connection).admin();
  await admin.connect();
  try {
    if (!(await admin.listTopics()).includes(spec.topic)) await createTopic(admin, spec, create);
    const { topics } = await untilHeard(() => admin.fetchTopicMetadata({ topics: [spec.topic] }));
    const partitions = topics[0]?.partitions ?? [];
    if (partitions.length !== spec.partitions) {
      throw new LogRefused(
        `topic ${spec.topic} has ${partitions.length} partitions, not ${spec.partitions}: keys would map elsewhere. Copy the log into a new topic (mingxiao log copy) instead of resizing it`,
      );
    }
    const config = await untilHeard(() => checkedConfig(admin, spec));
    const weaknesses = weaknessesOf(spec, { copies: Math.min(...partitions.map(({ replicas }) => replicas.length)), config });
    if (weaknesses.length > 0) warn?.(`topic ${spec.topic} keeps facts less safely than infra/kafka/topics.json says: ${weaknesses.join('; ')}; a lost broker can take acknowledged facts with it`);
    return config.get('compression.type') ?? 'producer';
  } finally {
    await admin.disconnect();
  }
};

const createTopic = async (admin: Admin, spec: TopicSpec, create: boolean): Promise<void> => {
  if (!create) {
    throw new LogRefused(`there is no topic ${spec.topic}: create it as infra/kafka/topics.json says, or set MINGXIAO_KAFKA_CREATE_TOPICS=true`);
  }
  const config = { ...spec.config, 'min.insync.replicas': String(spec.minInsyncReplicas) };
  await admin.createTopics({
    // kafkajs' own waiting gives up at once when it asks a node that has not heard of the topic yet.
    waitForLeaders: false,
    topics: [
      {
        topic: spec.topic,
        numPartitions: spec.partitions,
        replicationFactor: spec.replicationFactor,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      },
    ],
  });
  const deadline = performance.now() + leaderPatience;
  while (!(await isLed(admin, spec)) && performance.now() < deadline) await pause(50);
};

const isLed = (admin: Admin, { topic, partitions }: TopicSpec): Promise<boolean> =>
  admin.fetchTopicMetadata({ topics: [topic] }).then(
    ({ topics }) => topics[0]?.partitions.length === partitions && topics[0].partitions.every(({ leader }) => leader >= 0),
    () => false,
  );

const checkedConfig = async (admin: Admin, { topic, config }: TopicSpec): Promise<ReadonlyMap<string, string>> => {
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic }] });
  const actual = new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]));
  for (const name of indispensable) {
    if (config[name] !== undefined && actual.get(name) !== config[name]) {
      throw new LogRefused(`topic ${topic} has ${name}=${actual.get(name) ?? '(none)'}, not ${config[name]}: set it as infra/kafka/topics.json says`);
    }
  }
  return actual;
};
