import { setTimeout as pause } from 'node:timers/promises';
import type { LogRecord } from '@mingxiao/ports/event-log/event-log';
import kafkajs from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import type { FetchedPartition } from 'kafkajs/src/cluster/index.js';
import { forgetClosed, messageOf } from './connection.js';
import { toLogRecords, type Reading } from './record-message.js';

/** How long a broker waits for something to come before it answers that there is nothing. */
const waitMilliseconds = 300;
const pauseMilliseconds = 200;
const partitionBytesMax = 2 * 1_048_576;
const answerBytesMax = 8 * 1_048_576;

/** What one partition has given: records from `from` on, none when it has no more yet. It is read on from `to`. */
export type Fetched = { readonly partition: number; readonly from: Reading; readonly to: Reading; readonly records: readonly LogRecord[] };

const beginning: Reading = { next: 0, storedAt: 0 };
/** What Kafka calls the leader of a partition that has none. */
const nobody = '-1';

type Answer = { readonly node: string; readonly fetched: readonly Fetched[] };

/**
 * Reads partitions from wherever they are led, one request a broker under way. The next request to a broker goes out
 * while what it gave before is being worked on, and only once that was taken: at most two answers a broker are in memory.
 * A broker that fails is asked again after a moment, while the others go on; what went wrong last is told to `heard`.
 */
export class Fetching {
  /** Where each partition is read on from. Whoever sets one, be it to the same offset, is given nothing that was fetched before. */
  readonly reading = new Map<number, Reading>();
  readonly #underWay = new Map<string, Promise<Answer>>();

  constructor(
    private readonly cluster: Cluster,
    private readonly topic: string,
    private readonly heard: (problem: string | null) => void,
  ) {}

  /** What comes next from any broker, perhaps nothing. Rejects with KafkaJSOffsetOutOfRange where the log does not hold an offset. */
  async take(): Promise<readonly Fetched[]> {
    await this.#ask();
    const { node, fetched } = await Promise.race([...this.#underWay.values()]);
    this.#underWay.delete(node);
    const current = fetched.filter(({ partition, from }) => this.reading.get(partition) === from);
    for (const { partition, to } of current) this.reading.set(partition, to);
    if (current.some(({ records }) => records.length > 0)) await this.#ask();
    return current;
  }

  /** Whether what was taken of a partition is still what stands before what is read of it next. */
  holds({ partition, to }: Fetched): boolean {
    return this.reading.get(partition) === to;
  }

  /** Asks every broker that leads a partition and is not asked already. */
  async #ask(): Promise<void> {
    for (const [node, partitions] of Object.entries(await this.#leaders())) {
      if (this.#underWay.has(node)) continue;
      const answer = node === nobody ? this.#later(node) : this.#fetch(node, partitions).catch((error: unknown) => this.#failed(node, error));
      answer.catch(() => undefined);
      this.#underWay.set(node, answer);
    }
  }

  async #leaders(): Promise<Readonly<Record<string, readonly number[]>>> {
    try {
      await this.cluster.refreshMetadataIfNecessary();
      const leaders = this.cluster.findLeaderForPartitions(this.topic, [...this.reading.keys()]);
      return Object.keys(leaders).length === 0 ? { [nobody]: [] } : leaders;
    } catch (error) {
      this.heard(messageOf(error));
      return { [nobody]: [] };
    }
  }

  async #fetch(node: string, partitions: readonly number[]): Promise<Answer> {
    const starts = new Map(partitions.map((partition) => [partition, this.reading.get(partition) ?? beginning]));
    const fetched = await fetchOnce(this.cluster, this.topic, { node, starts, waitMilliseconds, bytesMax: partitionBytesMax });
    this.heard(null);
    return { node, fetched };
  }

  #failed(node: string, error: unknown): Promise<Answer> {
    if (error instanceof kafkajs.KafkaJSOffsetOutOfRange) throw error;
    this.heard(messageOf(error));
    forgetClosed(this.cluster, error);
    return this.#later(node);
  }

  /** Nothing, after a moment: by then another broker may lead. */
  async #later(node: string): Promise<Answer> {
    await pause(pauseMilliseconds);
    await this.cluster.refreshMetadata().catch(() => undefined);
    return { node, fetched: [] };
  }
}

type Question = { readonly node: string; readonly starts: ReadonlyMap<number, Reading>; readonly waitMilliseconds: number; readonly bytesMax: number };

const fetchOnce = async (cluster: Cluster, topic: string, question: Question): Promise<readonly Fetched[]> => {
  const broker = await cluster.findBroker({ nodeId: question.node });
  const partitions = [...question.starts].map(([partition, { next }]) => ({ partition, fetchOffset: String(next), maxBytes: question.bytesMax }));
  const answer = await broker.fetch({
    maxWaitTime: question.waitMilliseconds,
    minBytes: 1,
    maxBytes: answerBytesMax,
    isolationLevel: 0,
    topics: [{ topic, partitions }],
  });
  return answer.responses.flatMap((response) => response.partitions.map((found) => toFetched(found, question.starts.get(found.partition))));
};

const toFetched = ({ partition, messages }: FetchedPartition, from = beginning): Fetched => {
  const records = toLogRecords(messages, from);
  const last = records.at(-1);
  return { partition, from, to: last === undefined ? from : { next: last.offset + 1, storedAt: last.storedAt }, records };
};

/** The record at an offset, or null. Reads the one batch it came in. */
export const fetchOne = async (cluster: Cluster, topic: string, partition: number, offset: number): Promise<LogRecord | null> => {
  await cluster.refreshMetadataIfNecessary();
  const [node = nobody] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
  const starts = new Map([[partition, { next: offset, storedAt: 0 }]]);
  const fetched = await fetchOnce(cluster, topic, { node, starts, waitMilliseconds: 0, bytesMax: 1 });
  return fetched[0]?.records.find((record) => record.offset === offset) ?? null;
};
