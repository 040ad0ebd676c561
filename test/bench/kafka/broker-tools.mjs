// The broker's own measuring tools, from the jars that make the broker: what the same machine gives a Java client.
import { resolveKafka, run } from '../../../infra/kafka/resolve.mjs';

const tool = async (name, parameters) => run('java', ['-Xmx256m', '-cp', `${await resolveKafka()}/*`, `org.apache.kafka.tools.${name}`, ...parameters]);

const numberIn = (text, pattern) => {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`the tool said something else than a rate: ${text}`);
  return Number(found);
};

/** kafka-producer-perf-test with lines of a file as values, without keys. In records a second. */
export const perfProduce = async ({ brokers, topic, events, warmUp, payloads }) => {
  const output = await tool('ProducerPerformance', [
    ...['--bootstrap-server', brokers.join(), '--topic', topic, '--throughput', '-1', '--payload-file', payloads],
    ...['--num-records', String(events + warmUp), '--warmup-records', String(warmUp)],
    ...['--command-property', 'acks=all', 'enable.idempotence=true', 'compression.type=lz4', 'linger.ms=5', 'batch.size=262144'],
  ]);
  return numberIn(output.trim().split('\n').at(-1), /, ([\d.]+) records\/sec/);
};

/** kafka-consumer-perf-test over a topic as it is. In records a second of fetching alone, without joining a group. */
export const perfConsume = async ({ brokers, topic, events }) => {
  const output = await tool('ConsumerPerformance', ['--bootstrap-server', brokers.join(), '--topic', topic, '--num-records', String(events), '--hide-header', '--timeout', '30000']);
  return numberIn(output.trim().split('\n').at(-1), /([\d.]+)\s*$/);
};
