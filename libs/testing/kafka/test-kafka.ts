import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaConnection } from '@mingxiao/adapters/event-log-kafka/connection';
import type { TopicSpec } from '@mingxiao/adapters/event-log-kafka/topic';
import { startCluster } from '../../../infra/kafka/cluster.mjs';

export type TestKafka = Awaited<ReturnType<typeof startCluster>> & { readonly connection: KafkaConnection };

export type TestKafkaOptions = { readonly nodes?: 1 | 3; readonly secure?: { readonly username: string; readonly password: string } };

/** Real brokers on free ports, their data in a folder that is gone after `stop`. Takes 5 to 15 s: share one in a suite. */
export const startTestKafka = async (options: TestKafkaOptions = {}): Promise<TestKafka> => {
  const folder = await mkdtemp(join(tmpdir(), 'mingxiao-kafka-'));
  const cluster = await startCluster({ folder, ...options });
  const stop = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...cluster, stop, connection: { brokers: cluster.brokers, tls: null, sasl: null } };
};

/** A topic that no other test has. */
export const aTopic = (part: Partial<TopicSpec> = {}): TopicSpec => ({
  topic: `events-${randomUUID()}`,
  partitions: 4,
  replicationFactor: 1,
  minInsyncReplicas: 1,
  config: {
    'cleanup.policy': 'delete',
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'message.timestamp.type': 'LogAppendTime',
    'compression.type': 'lz4',
    'max.message.bytes': '16777216',
  },
  ...part,
});
