import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogBatch, PartitionGroup } from '@mingxiao/ports/event-log/event-log';
import { PartitionAssigners, type Batch, type Consumer, type ConsumerConfig, type EachBatchPayload, type PartitionAssigner } from 'kafkajs';
import type { FetchedMessage } from 'kafkajs/src/cluster/index.js';
import { batchesOf } from '../event-log-kafka/batches-of.js';
import { messageOf, typeOf } from '../event-log-kafka/connection.js';
import type { KafkaSubscription, SubscriptionRequest } from '../event-log-kafka/kafka-client.js';
import { groupTiming, protocolName } from '../event-log-kafka/membership.js';
import { toLogRecords, type Reading } from '../event-log-kafka/record-message.js';
import { untilAborted } from '../event-log-kafka/until-aborted.js';
import type { KafkajsParts } from './kafkajs-sending.js';

const pauseAfterFailure = 500;
const { heartbeatInterval, sessionTimeout } = groupTiming;

/** Shares out as our other client does, so that a group may hold both while a city changes from one to the other. */
const assigner: PartitionAssigner = (config) => ({ ...PartitionAssigners.roundRobin(config), name: protocolName });

const consumerConfig = {
  partitionAssigners: [assigner],
  ...groupTiming,
  maxWaitTimeInMs: 300,
  readUncommitted: true,
  allowAutoTopicCreation: false,
  retry: { retries: 3, initialRetryTime: 100, restartOnFailure: () => Promise.resolve(false) },
} satisfies Omit<ConsumerConfig, 'groupId'>;

export type KafkajsSubscriptionParts = Omit<KafkajsParts, 'compression'> & SubscriptionRequest & {
  /** The first offset that the log still holds of each partition. */
  readonly beginnings: () => Promise<readonly number[]>;
  readonly forget: (group: string) => Promise<void>;
};

/** A batch that is held inside kafkajs' handler until it was worked on. */
type Offer = { readonly batch: LogBatch; readonly release: () => void; taken: boolean };

/** By a consumer of kafkajs, which is replaced when it gives up. */
export class KafkajsSubscription implements KafkaSubscription {
  /** kafkajs reads in groups only, so whoever reads alone has a group of his own. */
  readonly #group: PartitionGroup;
  readonly #isAlone: boolean;
  readonly #reading = new Map<number, Reading>();
  readonly #offers = new Set<Offer>();
  readonly #gaps = new Map<number, number>();
  readonly #leaving = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #owned: readonly number[] = [];
  /** Counts how often partitions came or went. */
  #assignment = 0;
  #settled: Promise<void> = Promise.resolve();
  #heardAt = 0;
  #failure: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(private readonly parts: KafkajsSubscriptionParts) {
    const { options, from } = parts;
    this.#isAlone = options.group === undefined;
    this.#group = options.group ?? { name: 'mingxiao-alone', onAssigned: async () => this.position, onRevoked: async () => undefined };
    if (this.#isAlone) from.forEach((next, partition) => this.#reading.set(partition, { next, storedAt: 0 }));
  }

  get position(): ReadonlyMap<number, number> {
    return new Map([...this.#reading].map(([partition, { next }]) => [partition, next]));
  }

  async *deliver(ends: readonly number[] | null): AsyncGenerator<LogBatch, void, void> {
    const { signal } = this.parts;
    const isOver = () => signal.aborted || (ends?.every((end, partition) => (this.#reading.get(partition)?.next ?? 0) >= end) ?? false);
    if (!isOver()) this.#running = this.#run(ends);
    while (!isOver()) {
      if (this.#failure !== null) throw this.#failure;
      // Once the coordinator has not been heard for so long, others may have our partitions.
      const isCurrent = performance.now() - this.#heardAt < sessionTimeout;
      const offer = isCurrent ? [...this.#offers].find(({ taken }) => !taken) : undefined;
      if (offer === undefined) {
        await untilAborted(new Promise<void>((resolve) => (this.#wake = resolve)), signal, undefined);
        continue;
      }
      const last = offer.batch.records.at(-1);
      if (last !== undefined) this.#reading.set(offer.batch.partition, { next: last.offset + 1, storedAt: last.storedAt });
      offer.taken = true;
      yield offer.batch;
      offer.release();
    }
  }

  async close(): Promise<void> {
    this.#leaving.abort();
    await this.#running;
  }

  async #run(ends: readonly number[] | null): Promise<void> {
    const { signal } = this.#leaving;
    while (!signal.aborted) {
      const problem = await this.#consume(ends).catch((error: unknown) => error);
      if (!signal.aborted) this.parts.heard(`group ${this.#group.name}: ${messageOf(problem)}`);
      await pause(pauseAfterFailure, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The life of one consumer; resolves with why it ended. */
  async #consume(ends: readonly number[] | null): Promise<unknown> {
    const { kafka, topic, partitions } = this.parts;
    // In the group of a consumer that died the next one would wait until that is missed.
    const groupId = this.#isAlone ? `${this.#group.name}-${randomUUID()}` : this.#group.name;
    const consumer = kafka.consumer({ groupId, ...consumerConfig });
    const ended = new Promise<unknown>((resolve) => {
      consumer.on('consumer.crash', ({ payload }) => resolve(payload.error));
      consumer.on('consumer.group_join', ({ payload }) => this.#join(consumer, payload.memberAssignment[topic] ?? []).catch(resolve));
    });
    consumer.on('consumer.rebalancing', () => void this.#revoke());
    consumer.on('consumer.heartbeat', () => this.#beat());
    // No handler is called where nothing but control records of transactions came.
    consumer.on('consumer.start_batch_process', ({ payload }) => payload.batchSize === 0 && this.#pass(payload.partition, payload.lastOffset));
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      const eachBatch = (payload: EachBatchPayload) => this.#eachBatch(consumer, payload, ends?.[payload.batch.partition] ?? Infinity);
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: partitions, eachBatch });
      const why = await untilAborted(ended, this.#leaving.signal, null);
      if (why === null) consumer.pause([{ topic }]);
      return why;
    } finally {
      await this.#revoke();
      await consumer.disconnect();
      if (this.#isAlone && this.#leaving.signal.aborted) await this.parts.forget(groupId).catch(() => undefined);
    }
  }

  /** Called while kafkajs joins, which fetches nothing before this has paused it. */
  async #join(consumer: Consumer, partitions: readonly number[]): Promise<void> {
    const topicPartitions = [{ topic: this.parts.topic, partitions: [...partitions] }];
    consumer.pause(topicPartitions);
    // Where a leader has moved, it joins again without having said that it rebalances.
    const settled = this.#revoke();
    if (this.#leaving.signal.aborted) return;
    const assignment = this.#assignment;
    this.#owned = partitions;
    this.#beat();
    await settled;
    const from = partitions.length === 0 ? new Map<number, number>() : await this.#group.onAssigned(partitions);
    if (this.#assignment !== assignment) return;
    for (const [partition, next] of from) {
      if (!this.#reading.has(partition)) this.#reading.set(partition, { next, storedAt: 0 });
      this.#seek(consumer, partition, next);
    }
    consumer.resume(topicPartitions);
    this.parts.heard(null);
  }

  #seek(consumer: Consumer, partition: number, next: number): void {
    consumer.seek({ topic: this.parts.topic, partition, offset: String(next) });
  }

  #beat(): void {
    this.#heardAt = performance.now();
    this.#wake();
  }

  #pass(partition: number, lastOffset: string): void {
    const reading = this.#reading.get(partition);
    if (reading !== undefined) this.#reading.set(partition, { ...reading, next: Math.max(reading.next, Number(lastOffset) + 1) });
    this.#wake();
  }

  /** Nothing more is delivered of what we had; resolves when what is being written of it is settled. */
  #revoke(): Promise<void> {
    const owned = this.#owned;
    this.#owned = [];
    this.#assignment += 1;
    for (const { release } of this.#offers) release();
    this.#offers.clear();
    if (!this.#isAlone) this.#reading.clear();
    if (owned.length > 0) this.#settled = this.#group.onRevoked(owned).catch((error: unknown) => this.parts.heard(`group ${this.#group.name}: ${messageOf(error)}`));
    return this.#settled;
  }

  async #eachBatch(consumer: Consumer, { batch, heartbeat, resolveOffset, pause: pausePartition }: EachBatchPayload, end: number): Promise<void> {
    const { partition, messages } = batch;
    const reading = this.#reading.get(partition);
    const assignment = this.#assignment;
    const isOurs = () => this.#assignment === assignment && !this.#leaving.signal.aborted;
    if (reading === undefined || reading.next >= end || !isOurs()) return void pausePartition();
    if (!(await this.#followsOn(consumer, batch, reading.next))) return;
    const records = toLogRecords(messages as unknown as readonly FetchedMessage[], reading).filter(({ offset }) => offset < end);
    for (const part of batchesOf(records, this.parts.options)) {
      if (isOurs()) await this.#hand({ partition, records: part }, heartbeat);
    }
    if (!isOurs()) return;
    resolveOffset(batch.lastOffset());
    this.#pass(partition, batch.lastOffset());
  }

  /** kafkajs goes on elsewhere without a word where an offset is gone; what is missing a second time though the log begins before it, never was a record. */
  async #followsOn(consumer: Consumer, batch: Batch, next: number): Promise<boolean> {
    const { partition } = batch;
    if (Number(batch.firstOffset()) <= next || this.#gaps.get(partition) === next) return true;
    if (((await this.parts.beginnings())[partition] ?? 0) > next) {
      this.#failure = new RangeError(`partition ${partition} of ${this.parts.topic} does not hold offset ${next}: the log was cut or replaced`);
      this.#wake();
    }
    this.#gaps.set(partition, next);
    this.#seek(consumer, partition, next);
    return false;
  }

  /** Waits until the batch was worked on, and keeps our place in the group meanwhile. */
  async #hand(batch: LogBatch, heartbeat: () => Promise<void>): Promise<void> {
    const over = new AbortController();
    const offer = { batch, release: () => over.abort(), taken: false };
    this.#offers.add(offer);
    this.#wake();
    try {
      while (!over.signal.aborted) {
        await pause(heartbeatInterval, undefined, { signal: over.signal }).catch(() => undefined);
        if (!over.signal.aborted) await heartbeat();
      }
    } catch (error) {
      // kafkajs waits for its handlers before it joins the next round, and for nobody else.
      if (typeOf(error) === 'REBALANCE_IN_PROGRESS') await this.#revoke();
      throw error;
    } finally {
      this.#offers.delete(offer);
    }
  }
}
