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
import type { Admin, Kafka } from 'kafkajs';
import { Appending } from '../event-log-kafka/appending.js';
import { untilAnswered } from '../event-log-kafka/ask-again.js';
import { checkOffsets } from '../event-log-kafka/check-offsets.js';
import { kafkaOf, startFailure } from '../event-log-kafka/connection.js';
import { compressionOf, connectTo, type KafkaLogOptions } from '../event-log-kafka/kafka-log.js';
import { partitionOf } from '../event-log-kafka/partition-of.js';
import { addressOf, Reach } from '../event-log-kafka/reach.js';
import { generationOf } from '../event-log-kafka/topic-id.js';
import { prepareTopic } from '../event-log-kafka/topic.js';
import { untilHeard } from '../event-log-kafka/until-heard.js';
import { KafkajsSending } from './kafkajs-sending.js';
import { KafkajsSubscription } from './kafkajs-subscription.js';

/** How long the consumer of a single record is waited for. Where brokers wait for more members before a new group begins (3 s unless set otherwise) it takes that long. */
const readMilliseconds = 20_000;

/**
 * Opens the log in a topic of Kafka over what kafkajs offers to everybody: the same log, of the same generation and refused
 * for the same reasons, as `openKafkaLog` opens.
 */
export const openKafkajsLog = async ({ connection, topic: spec, create = false, waitingBytesMax = 64 * 1_048_576 }: KafkaLogOptions): Promise<KafkajsLog> => {
  const { topic } = spec;
  const kafka = kafkaOf(connection);
  try {
    const compression = compressionOf(spec, await prepareTopic(connection, spec, create));
    const cluster = await connectTo(connection, topic);
    const generation = await untilHeard(() => generationOf(cluster, topic)).finally(() => cluster.disconnect());
    const log = new KafkajsLog({ ...spec, kafka, generation, brokers: connection.brokers, sending: new KafkajsSending({ kafka, topic, compression }), waitingBytesMax });
    return await log.opened();
  } catch (error) {
    throw startFailure(connection, error);
  }
};

type KafkajsLogParts = {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly partitions: number;
  readonly generation: string;
  readonly brokers: readonly string[];
  readonly sending: KafkajsSending;
  readonly waitingBytesMax: number;
};

/** The log over kafkajs' producer, consumer and admin. What it cannot keep stands in the README. */
export class KafkajsLog implements EventLog, LogHealth {
  readonly generation: string;
  readonly partitions: number;
  readonly #appending: Appending;
  readonly #subscriptions = new Set<KafkajsSubscription>();
  readonly #closing = new AbortController();
  #admin: Promise<Admin> | null = null;
  #closed: Promise<void> | null = null;

  constructor(private readonly parts: KafkajsLogParts) {
    const { generation, partitions, brokers, sending, waitingBytesMax } = parts;
    this.generation = generation;
    this.partitions = partitions;
    const reach = new Reach(() => brokers.map(addressOf));
    this.#appending = new Appending({ partitions, send: (partition, records) => sending.send(partition, records), reach, ask: () => this.end(), waitingBytesMax });
  }

  async opened(): Promise<this> {
    try {
      await this.parts.sending.connect(0);
      await this.end();
      return this;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** The partition that records of a key go to. */
  partitionOf(key: string): number {
    return partitionOf(key, this.partitions);
  }

  append(records: readonly NewLogRecord[]): Promise<readonly Position[]> {
    return this.#appending.append(records);
  }

  subscribe(from: readonly number[], options: SubscribeOptions): AsyncIterable<LogBatch> {
    const checked = options.group === undefined ? this.#checkedEnds(from) : Promise.resolve(null);
    // Whoever iterates gets the failure.
    checked.catch(() => undefined);
    return this.#deliver(from, options, checked);
  }

  async *#deliver(from: readonly number[], options: SubscribeOptions, checked: Promise<readonly number[] | null>): AsyncGenerator<LogBatch, void, void> {
    const ends = await checked;
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    const beginnings = () => this.#offsets('low');
    const subscription = new KafkajsSubscription({ ...this.parts, from, options, signal, heard: this.#appending.heard, beginnings });
    this.#subscriptions.add(subscription);
    try {
      yield* subscription.deliver(options.untilEnd === true ? ends : null);
    } finally {
      this.#subscriptions.delete(subscription);
      await subscription.close();
      if (options.group === undefined) await this.#ask((admin) => admin.deleteGroups([subscription.group.name])).catch(() => undefined);
    }
  }

  async #checkedEnds(from: readonly number[]): Promise<readonly number[]> {
    const ends = await this.end();
    checkOffsets(from, ends);
    return ends;
  }

  end(): Promise<readonly number[]> {
    return this.#offsets('high');
  }

  /** Of each partition the first offset that the log holds (low), or the next that it will (high). */
  #offsets(which: 'low' | 'high'): Promise<readonly number[]> {
    return this.#ask(async (admin) => {
      const found = new Map((await admin.fetchTopicOffsets(this.parts.topic)).map((offsets) => [offsets.partition, Number(offsets[which])]));
      if (found.size < this.partitions) throw new Error('some partitions have no leader');
      return Array.from({ length: this.partitions }, (_, partition) => found.get(partition) ?? 0);
    });
  }

  /** A new admin after each failure: kafkajs' holds on to connections that were closed. */
  #ask<Value>(question: (admin: Admin) => Promise<Value>): Promise<Value> {
    return untilAnswered(
      async () => question(await (this.#admin ??= this.#connectAdmin())),
      () => this.#forgetAdmin(),
    );
  }

  async #connectAdmin(): Promise<Admin> {
    const admin = this.parts.kafka.admin({ retry: { retries: 1, initialRetryTime: 100 } });
    await admin.connect();
    return admin;
  }

  async #forgetAdmin(): Promise<void> {
    const admin = this.#admin;
    this.#admin = null;
    await (await admin)?.disconnect();
  }

  /** By a consumer for this record alone. Rejects with LogUnavailable when it does not come in time. */
  async read({ partition, offset }: Position): Promise<LogRecord | null> {
    const [begins, ends] = [await this.#offsets('low'), await this.end()];
    if (partition < 0 || offset < (begins[partition] ?? 0) || offset >= (ends[partition] ?? 0)) return null;
    const signal = AbortSignal.timeout(readMilliseconds);
    const from = ends.map((end, index) => (index === partition ? offset : end));
    for await (const batch of this.subscribe(from, { signal, batchRecordsMax: 1 })) {
      if (batch.partition === partition) return batch.records.find((record) => record.offset === offset) ?? null;
    }
    throw new LogUnavailable(`Kafka did not give record ${offset} of partition ${partition}`);
  }

  state(): LogState {
    const { problem, waitingBytes } = this.#appending;
    const subscriptions = [...this.#subscriptions].map(({ groupName, position }) => ({ group: groupName, position }));
    return { kind: 'kafka', connected: problem === null, problem, waitingBytes, subscriptions };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#appending.close();
    this.#closing.abort();
    await this.parts.sending.close();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#forgetAdmin().catch(() => undefined);
  }
}
