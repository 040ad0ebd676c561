import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, Partitioners, logLevel } from 'kafkajs';

const patience = 60_000;

/**
 * For a moment after its port is open a broker still loads its coordinators. Resolves once every node is there, a group is
 * answered for and an idempotent producer gets its id.
 * @param {readonly string[]} brokers @param {number} nodes
 */
export const untilReady = async (brokers, nodes = brokers.length) => {
  const kafka = new Kafka({ clientId: 'ready', brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await tryAll(kafka, nodes);
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`Kafka at ${brokers.join(', ')} is not ready: ${String(error)}`, { cause: error });
      await pause(200);
    }
  }
};

const tryAll = async (kafka, nodes) => {
  const admin = kafka.admin();
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner, retry: { retries: 1, initialRetryTime: 50 } });
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    if (brokers.length < nodes) throw new Error(`${brokers.length} of ${nodes} nodes are there`);
    await admin.fetchOffsets({ groupId: 'ready', topics: [] });
    await producer.connect();
  } finally {
    await Promise.allSettled([producer.disconnect(), admin.disconnect()]);
  }
};
