import { setTimeout as pause } from 'node:timers/promises';
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
import { AppendQueue, type Sized } from './append-queue.js';
import { askAgain } from './ask-again.js';
import { messageOf } from './connection.js';
import { fetchOne } from './fetching.js';
import { partitionOf } from './partition-of.js';
import type { Producing } from './producing.js';
import type { Reach } from './reach.js';
import { bytesOf } from './record-message.js';
import { Subscription } from './subscription.js';

/** After a failed append Kafka is asked every so often whether it answers again. */
const lookAgainMilliseconds = 1_000;

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
  readonly #queues: readonly AppendQueue[];
  readonly #subscriptions = new Set<Subscription>();
  readonly #closing = new AbortController();
  #waitingBytes = 0;
  #problem: string | null = null;
  #looking: Promise<void> | null = null;
  #closed: Promise<void> | null = null;

  constructor(private readonly parts: KafkaLogParts) {
    this.#queues = Array.from({ length: parts.partitions }, (_, partition) => new AppendQueue((records) => parts.producing.send(partition, records)));
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

  async append(records: readonly NewLogRecord[]): Promise<readonly Position[]> {
    if (this.#closed !== null) throw new LogUnavailable('the log is closed');
    const bytes = records.reduce((sum, record) => sum + bytesOf(record), 0);
    if (this.#waitingBytes > 0 && this.#waitingBytes + bytes > this.parts.waitingBytesMax) {
      throw new LogUnavailable(`${this.#waitingBytes} bytes are waiting for Kafka already`);
    }
    this.#waitingBytes += bytes;
    const appended = this.#appendEach(records).finally(() => (this.#waitingBytes -= bytes));
    try {
      const positions = await this.#whileInReach(appended);
      this.#problem = null;
      return positions;
    } catch (error) {
      this.#problem = messageOf(error);
      void (this.#looking ??= this.#untilItAnswers().finally(() => (this.#looking = null)));
      throw error;
    }
  }

  /** Who says that the log does not work is sent nothing, so whether it works again must not need a sender to show. */
  async #untilItAnswers(): Promise<void> {
    const { signal } = this.#closing;
    const answers = () => this.end().then(() => true, () => false);
    await pause(lookAgainMilliseconds, undefined, { signal }).catch(() => undefined);
    while (!signal.aborted && this.#problem !== null && !(await answers())) await pause(lookAgainMilliseconds, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) this.#problem = null;
  }

  /** A send that is not waited for any longer goes on, and its bytes stay counted: it may still reach the log. */
  async #whileInReach<Value>(appended: Promise<Value>): Promise<Value> {
    const settled = new AbortController();
    const lost = this.parts.reach.lost(settled.signal).then((why) => {
      const failure = new LogUnavailable(why === 'away' ? 'no broker of Kafka can be reached' : 'Kafka does not take records now: none was acknowledged for eight seconds');
      // Whoever waits behind it has no other broker to hope for.
      if (why === 'away') for (const queue of this.#queues) queue.refuse(failure);
      throw failure;
    });
    try {
      return await Promise.race([appended, lost]);
    } finally {
      settled.abort();
      lost.catch(() => undefined);
    }
  }

  async #appendEach(records: readonly NewLogRecord[]): Promise<readonly Position[]> {
    const placed = records.map((record) => this.partitionOf(record.key));
    const parts = new Map<number, Sized[]>();
    records.forEach((record, index) => {
      const partition = placed[index] ?? 0;
      const sized = { record, bytes: bytesOf(record) };
      const part = parts.get(partition);
      if (part === undefined) parts.set(partition, [sized]);
      else part.push(sized);
    });
    const offsets = new Map(await allOrFirstFailure([...parts].map(async ([partition, part]) => [partition, await this.#queueOf(partition).append(part)] as const)));
    const taken = new Map<number, number>();
    return placed.map((partition) => {
      const index = taken.get(partition) ?? 0;
      taken.set(partition, index + 1);
      return { partition, offset: offsets.get(partition)?.[index] ?? -1 };
    });
  }

  #queueOf(partition: number): AppendQueue {
    const queue = this.#queues[partition];
    if (queue === undefined) throw new RangeError(`there is no partition ${partition}`);
    return queue;
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
    const heard = (problem: string | null) => (this.#problem = problem);
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

  /** Throws RangeError where `from` does not fit the log: a reader that is ahead of it has followed another one. */
  async #checkedEnds(from: readonly number[]): Promise<readonly number[]> {
    if (from.length !== this.partitions) throw new RangeError(`${from.length} offsets for ${this.partitions} partitions`);
    const ends = await this.end();
    ends.forEach((next, partition) => {
      const offset = from[partition] ?? -1;
      if (!Number.isSafeInteger(offset) || offset < 0 || offset > next) throw new RangeError(`offset ${offset} of partition ${partition}, which ends at ${next}`);
    });
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
      problem: this.#problem,
      waitingBytes: this.#waitingBytes,
      subscriptions: [...this.#subscriptions].map(({ group, position }) => ({ group, position: new Map(position) })),
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.settled()));
    this.#closing.abort();
    await this.#looking;
    await this.parts.producing.close();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.parts.cluster.disconnect();
  }
}

/** Waits for all of them even when one fails: until then their bytes are in memory. */
const allOrFirstFailure = async <Value>(work: readonly Promise<Value>[]): Promise<readonly Value[]> => {
  await Promise.allSettled(work);
  return Promise.all(work);
};
