import {
  LogUnavailable,
  type EventLog,
  type LogBatch,
  type LogHealth,
  type LogRecord,
  type LogState,
  type NewLogRecord,
  type Position,
  type SubscribeOptions,
} from '@mingxiao/ports/event-log/event-log';
import type Cluster from 'kafkajs/src/cluster/index.js';
import { Appending } from './appending.js';
import { askAgain } from './ask-again.js';
import { checkOffsets } from './check-offsets.js';
import { messageOf } from './connection.js';
import { fetchOne } from './fetching.js';
import { partitionOf } from './partition-of.js';
import type { Producing } from './producing.js';
import type { Reach } from './reach.js';
import { Subscription } from './subscription.js';

/** What an opened log consists of. */
export type KafkaLogParts = {
  readonly generation: string;
  readonly topic: string;
  readonly partitions: number;
  readonly producing: Producing;
  /** How long a send is waited for. */
  readonly reach: Reach;
  /** Answers questions: ends, single records. */
  readonly cluster: Cluster;
  /** Connections for one subscription. */
  readonly connect: () => Promise<Cluster>;
  /** What may wait to become durable before `append` refuses at once. */
  readonly waitingBytesMax: number;
};

/**
 * The log in a topic of Kafka. Delivery is at least once, and so is an append that failed: some of its records may be in
 * the log. Values, identities and hashes handed out are views on what was fetched: copy what is to be kept for long.
 */
export class KafkaEventLog implements EventLog, LogHealth {
  readonly #appending: Appending;
  readonly #subscriptions = new Set<Subscription>();
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  constructor(private readonly parts: KafkaLogParts) {
    const { partitions, reach, waitingBytesMax } = parts;
    this.#appending = new Appending({
      partitions,
      send: (partition, records) => parts.producing.send(partition, records),
      reach,
      ask: () => this.end(),
      waitingBytesMax,
    });
  }

  get generation(): string {
    return this.parts.generation;
  }

  get partitions(): number {
    return this.parts.partitions;
  }

  /** The partition that records of a key go to. */
  partitionOf(key: string): number {
    return partitionOf(key, this.partitions);
  }

  append(records: readonly NewLogRecord[]): Promise<readonly Position[]> {
    return this.#appending.append(records);
  }

  subscribe(from: readonly number[], options: SubscribeOptions): AsyncIterable<LogBatch> {
    const ends = options.group === undefined ? this.#checkedEnds(from) : Promise.resolve(null);
    // Whoever iterates gets the failure.
    ends.catch(() => undefined);
    return this.#deliver(from, options, ends);
  }

  async *#deliver(from: readonly number[], options: SubscribeOptions, checked: Promise<readonly number[] | null>): AsyncGenerator<LogBatch, void, void> {
    const ends = await checked;
    const cluster = await this.#connect();
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    const { heard } = this.#appending;
    const subscription = new Subscription({ cluster, topic: this.parts.topic, partitions: this.partitions, options, signal, heard });
    this.#subscriptions.add(subscription);
    try {
      yield* options.group === undefined ? subscription.all(from, options.untilEnd === true ? ends : null) : subscription.shared(options.group);
    } finally {
      this.#subscriptions.delete(subscription);
      await subscription.close();
    }
  }

  async #connect(): Promise<Cluster> {
    try {
      return await this.parts.connect();
    } catch (error) {
      throw new LogUnavailable(`Kafka cannot be reached: ${messageOf(error)}`, { cause: error });
    }
  }

  async #checkedEnds(from: readonly number[]): Promise<readonly number[]> {
    const ends = await this.end();
    checkOffsets(from, ends);
    return ends;
  }

  end(): Promise<readonly number[]> {
    const { topic } = this.parts;
    return askAgain(this.parts.cluster, async (cluster) => {
      const partitions = Array.from({ length: this.partitions }, (_, partition) => ({ partition }));
      const [answer] = await cluster.fetchTopicsOffset([{ topic, partitions, fromBeginning: false }]);
      const ends = new Map(answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      if (ends.size < this.partitions) throw new Error('some partitions have no leader');
      return partitions.map(({ partition }) => ends.get(partition) ?? 0);
    });
  }

  async read({ partition, offset }: Position): Promise<LogRecord | null> {
    if (partition < 0 || partition >= this.partitions || offset < 0) return null;
    const ends = await this.end();
    if (offset >= (ends[partition] ?? 0)) return null;
    return askAgain(this.parts.cluster, (cluster) => fetchOne(cluster, this.parts.topic, partition, offset));
  }

  state(): LogState {
    return {
      kind: 'kafka',
      connected: this.parts.cluster.isConnected(),
      problem: this.#appending.problem,
      waitingBytes: this.#appending.waitingBytes,
      subscriptions: [...this.#subscriptions].map(({ group, position }) => ({ group, position: new Map(position) })),
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#appending.close();
    this.#closing.abort();
    await this.parts.producing.close();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.parts.cluster.disconnect();
  }
}
