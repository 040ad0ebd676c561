// The least anybody would write with kafkajs: the same events in the same batches, idempotent, acks of all copies, one
// partition a send. A process of its own, so that it has a core as the server has. Parameters as JSON; prints events/s and microseconds of CPU for each.
import { compressionTypes } from '@mingxiao/adapters/event-log-kafka/codecs';
import { partitionOf } from '@mingxiao/adapters/event-log-kafka/partition-of';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { benchEvents } from '../events.mjs';
import { seconds } from '../measure.mjs';
import { eachInLanes, groupsOf } from './lanes.mjs';

const { brokers, topic, partitions, events, warmUp, perBatch, lanes, headers } = JSON.parse(process.argv[2]);
const producer = new Kafka({ clientId: 'bench', brokers, logLevel: logLevel.NOTHING }).producer({
  idempotent: true,
  maxInFlightRequests: 1,
  allowAutoTopicCreation: false,
  createPartitioner: Partitioners.DefaultPartitioner,
});

/** What our door adds: content hash, identity, the instant it came. */
const ours = { contentHash: Buffer.alloc(32, 1), identity: Buffer.alloc(16, 2), receivedAt: '1767571200000' };

const messageOf = (value) => {
  const key = /"subject":"([^"]*)"/.exec(value)[1];
  return { key, value, partition: partitionOf(key, partitions), ...(headers ? { headers: ours } : {}) };
};

const send = (messages) => producer.send({ topic, acks: -1, compression: compressionTypes.lz4, messages });

const sendBatch = (messages) => {
  const parts = new Map();
  for (const message of messages) {
    const part = parts.get(message.partition);
    if (part === undefined) parts.set(message.partition, [message]);
    else part.push(message);
  }
  return Promise.all([...parts.values()].map(send));
};

const batches = groupsOf([...benchEvents(events + warmUp)].map(messageOf), perBatch);
await producer.connect();
await eachInLanes(batches.splice(0, Math.ceil(warmUp / perBatch)), lanes, sendBatch);
const usedBefore = process.cpuUsage();
const begun = performance.now();
await eachInLanes(batches, lanes, sendBatch);
const rate = events / seconds(begun);
const { user, system } = process.cpuUsage(usedBefore);
process.stdout.write(JSON.stringify({ rate, cpu: (user + system) / events }));
await producer.disconnect();
