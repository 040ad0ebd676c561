import { LogUnavailable, type LogRecord, type NewLogRecord, type Position } from '@mingxiao/ports/event-log/event-log';
import type { Admin } from 'kafkajs';
import { untilAnswered } from '../event-log-kafka/ask-again.js';
import type { KafkaClient, SubscriptionRequest } from '../event-log-kafka/kafka-client.js';
import { inOrderOfPartitions } from '../event-log-kafka/offsets.js';
import type { Address } from '../event-log-kafka/reach.js';
import { KafkajsSending, type KafkajsParts } from './kafkajs-sending.js';
import { KafkajsSubscription } from './kafkajs-subscription.js';

/** How long a single record is waited for, of which brokers by default take three seconds to see whether more members join its group. */
const readMilliseconds = 20_000;

/** kafkajs' producer, consumer and admin. */
export class KafkajsClient implements KafkaClient {
  readonly #sending: KafkajsSending;
  #admin: Promise<Admin> | null = null;

  constructor(private readonly parts: KafkajsParts) {
    this.#sending = new KafkajsSending(parts);
  }

  /** Fails where brokers cannot be reached or let nobody send; answers where they are. */
  async connect(): Promise<readonly Address[]> {
    try {
      await this.#sending.connect(0);
      return await this.#ask(async (admin) => (await admin.describeCluster()).brokers);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  send(partition: number, records: readonly NewLogRecord[]): Promise<number> {
    return this.#sending.send(partition, records);
  }

  end(): Promise<readonly number[]> {
    return this.#offsets('high');
  }

  /** By a consumer for this record alone. */
  async read({ partition, offset }: Position): Promise<LogRecord | null> {
    if (offset < ((await this.#offsets('low'))[partition] ?? 0)) return null;
    const signal = AbortSignal.timeout(readMilliseconds);
    const from = (await this.end()).map((end, index) => (index === partition ? offset : end));
    const subscription = await this.subscription({ from, options: { signal, batchRecordsMax: 1 }, signal, heard: () => undefined });
    try {
      for await (const batch of subscription.deliver(null)) if (batch.partition === partition) return batch.records.find((record) => record.offset === offset) ?? null;
    } finally {
      await subscription.close();
    }
    throw new LogUnavailable(`Kafka did not give record ${offset} of partition ${partition}`);
  }

  subscription(request: SubscriptionRequest): Promise<KafkajsSubscription> {
    const beginnings = () => this.#offsets('low');
    // A group of its own is gone by itself after some minutes; the log's list of groups need not show it until then.
    const forget = async (group: string) => void (await (await this.#admin)?.deleteGroups([group]));
    return Promise.resolve(new KafkajsSubscription({ ...request, ...this.parts, beginnings, forget }));
  }

  isConnected(): boolean {
    return this.#admin !== null;
  }

  async close(): Promise<void> {
    await this.#sending.close();
    await this.#forgetAdmin().catch(() => undefined);
  }

  /** Of each partition the first offset that the log holds (low), or the next that it will (high). */
  #offsets(which: 'low' | 'high'): Promise<readonly number[]> {
    const { topic, partitions } = this.parts;
    return this.#ask(async (admin) => {
      const found = await admin.fetchTopicOffsets(topic);
      return inOrderOfPartitions(found.map((offsets) => ({ partition: offsets.partition, offset: offsets[which] })), partitions);
    });
  }

  /** Asks again with a new admin: kafkajs' holds on to connections that were closed. */
  #ask<Value>(question: (admin: Admin) => Promise<Value>): Promise<Value> {
    return untilAnswered(
      async () => question(await (this.#admin ??= this.#connectAdmin())),
      () => this.#forgetAdmin(),
    );
  }

  #connectAdmin(): Promise<Admin> {
    const admin = this.parts.kafka.admin({ retry: { retries: 1, initialRetryTime: 100 } });
    return admin.connect().then(() => admin);
  }

  async #forgetAdmin(): Promise<void> {
    const admin = this.#admin;
    this.#admin = null;
    await (await admin)?.disconnect();
  }
}
