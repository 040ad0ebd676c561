import type { EventLog, LogBatch, LogHealth, LogRecord, LogState, NewLogRecord, Position, SubscribeOptions } from '@mingxiao/ports/event-log/event-log';
import { Appending } from './appending.js';
import type { KafkaClient, KafkaSubscription } from './kafka-client.js';
import { checkOffsets } from './offsets.js';
import { partitionOf } from './partition-of.js';
import type { Reach } from './reach.js';

/** What an opened log consists of. */
export type KafkaLogParts = {
  readonly generation: string;
  readonly partitions: number;
  readonly client: KafkaClient;
  /** How long a send is waited for. */
  readonly reach: Reach;
  /** What may wait to become durable before `append` refuses at once. */
  readonly waitingBytesMax: number;
};

/**
 * The log in a topic of Kafka. Delivery is at least once, and so is an append that failed: some of its records may be in
 * the log. Values, identities and hashes handed out are views on what was fetched: copy what is to be kept for long.
 */
export class KafkaEventLog implements EventLog, LogHealth {
  readonly #appending: Appending;
  /** Each with the name of its group. */
  readonly #subscriptions = new Map<KafkaSubscription, string | null>();
  readonly #endsAsked = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  constructor(private readonly parts: KafkaLogParts) {
    const { client } = parts;
    this.#appending = new Appending({ ...parts, send: (partition, records) => client.send(partition, records), ask: () => client.end() });
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
    // Whoever asked to read until the end before these came is not to be given them.
    if (this.#endsAsked.size > 0) await Promise.allSettled(this.#endsAsked);
    return this.#appending.append(records);
  }

  subscribe(from: readonly number[], options: SubscribeOptions): AsyncIterable<LogBatch> {
    const ends = options.group === undefined ? this.#checkedEnds(from) : Promise.resolve(null);
    if (options.untilEnd === true) this.#endsAsked.add(ends);
    // Whoever iterates gets the failure.
    ends.catch(() => undefined).finally(() => this.#endsAsked.delete(ends));
    return this.#deliver(from, options, ends);
  }

  async *#deliver(from: readonly number[], options: SubscribeOptions, checked: Promise<readonly number[] | null>): AsyncGenerator<LogBatch, void, void> {
    const ends = await checked;
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    const { heard } = this.#appending;
    const subscription = await this.parts.client.subscription({ from, options, signal, heard });
    this.#subscriptions.set(subscription, options.group?.name ?? null);
    try {
      yield* subscription.deliver(options.untilEnd === true ? ends : null);
    } finally {
      this.#subscriptions.delete(subscription);
      await subscription.close();
    }
  }

  async #checkedEnds(from: readonly number[]): Promise<readonly number[]> {
    const ends = await this.end();
    checkOffsets(from, ends);
    return ends;
  }

  end(): Promise<readonly number[]> {
    return this.parts.client.end();
  }

  async read(position: Position): Promise<LogRecord | null> {
    const { partition, offset } = position;
    if (partition < 0 || partition >= this.partitions || offset < 0) return null;
    const ends = await this.end();
    return offset < (ends[partition] ?? 0) ? this.parts.client.read(position) : null;
  }

  state(): LogState {
    return {
      kind: 'kafka',
      connected: this.parts.client.isConnected(),
      problem: this.#appending.problem,
      waitingBytes: this.#appending.waitingBytes,
      subscriptions: [...this.#subscriptions].map(([{ position }, group]) => ({ group, position: new Map(position) })),
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#appending.close();
    this.#closing.abort();
    await Promise.all([...this.#subscriptions.keys()].map((subscription) => subscription.close()));
    await this.parts.client.close();
  }
}
