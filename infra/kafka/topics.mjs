import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';

/** The topics of topics.json, by kind of stream. */
export const readTopics = async () => JSON.parse(await readFile(new URL('./topics.json', import.meta.url), 'utf8'));

/**
 * Makes the topics that are missing; a cluster with fewer nodes than a topic asks copies for keeps as many as it can.
 * @param {readonly string[]} brokers
 */
export const createTopics = async (brokers) => {
  const topics = Object.values(await readTopics());
  const admin = new Kafka({ clientId: 'topics', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const known = await admin.listTopics();
    const missing = topics.filter(({ topic }) => !known.includes(topic)).map((topic) => toKafka(topic, brokers.length));
    if (missing.length === 0) return;
    // kafkajs' own waiting gives up at once when it asks a node that has not heard of the topic yet.
    await admin.createTopics({ topics: missing, waitForLeaders: false });
    await untilLed(admin, missing.map(({ topic }) => topic));
  } finally {
    await admin.disconnect();
  }
};

const untilLed = async (admin, topics) => {
  const isLed = () =>
    admin.fetchTopicMetadata({ topics }).then(
      (found) => found.topics.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)),
      () => false,
    );
  while (!(await isLed())) await pause(100);
};

const toKafka = ({ topic, partitions, replicationFactor, minInsyncReplicas, config }, nodes) => ({
  topic,
  numPartitions: partitions,
  replicationFactor: Math.min(replicationFactor, nodes),
  configEntries: [
    ...Object.entries(config).map(([name, value]) => ({ name, value })),
    { name: 'min.insync.replicas', value: String(Math.min(minInsyncReplicas, Math.max(1, nodes - 1))) },
  ],
});
