import type { LogBatch, LogRecord, PartitionGroup } from '@mingxiao/ports/event-log/event-log';
import kafkajs from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import { batchesOf } from './batches-of.js';
import { Fetching, type Fetched } from './fetching.js';
import type { KafkaSubscription, SubscriptionRequest } from './kafka-client.js';
import { Membership } from './membership.js';
import { untilAborted } from './until-aborted.js';

export type SubscriptionParts = SubscriptionRequest & {
  /** Connections of the subscription's own: a waiting fetch holds up what comes behind it. */
  readonly cluster: Cluster;
  readonly topic: string;
  readonly partitions: number;
};

export class Subscription implements KafkaSubscription {
  readonly position = new Map<number, number>();
  readonly #fetching: Fetching;
  readonly #changes: ChangeWaiter;
  readonly #leaving = new AbortController();
  #member: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SubscriptionParts) {
    this.#fetching = new Fetching(parts.cluster, parts.topic, parts.heard);
    this.#changes = new ChangeWaiter(parts.signal);
  }

  deliver(ends: readonly number[] | null): AsyncGenerator<LogBatch, void, void> {
    const { from, options } = this.parts;
    return options.group === undefined ? this.#all(from, ends) : this.#shared(options.group);
  }

  /** Leaves the group, if any, once what is being written is settled; then gives up the connections. */
  async close(): Promise<void> {
    this.#leaving.abort();
    await this.#member;
    await this.parts.cluster.disconnect();
  }

  /** Every partition, from the offsets given; to `ends` where they are given. */
  async *#all(from: readonly number[], ends: readonly number[] | null): AsyncGenerator<LogBatch, void, void> {
    this.#begin(new Map(from.entries()));
    const wanted = (partition: number) => (this.position.get(partition) ?? 0) < (ends?.[partition] ?? Infinity);
    for (;;) {
      for (const partition of [...this.#fetching.reading.keys()]) if (!wanted(partition)) this.#fetching.reading.delete(partition);
      if (this.parts.signal.aborted || this.#fetching.reading.size === 0) return;
      yield* this.#deliver(ends, () => true);
    }
  }

  /** The partitions that the group gives us, as long as it does. */
  async *#shared(group: PartitionGroup): AsyncGenerator<LogBatch, void, void> {
    const { cluster, topic, partitions, heard, signal } = this.parts;
    const calls = { heard, onBegin: (from: ReadonlyMap<number, number>) => this.#begin(from), onEnd: () => this.#end(), onHeard: () => this.#changes.notify() };
    const membership = new Membership({ cluster, topic, partitions, group, ...calls });
    this.#member = membership.run(AbortSignal.any([signal, this.#leaving.signal]));
    while (!signal.aborted) {
      if (this.#fetching.reading.size === 0) await this.#changes.next();
      else yield* this.#deliver(null, () => membership.isCurrent);
    }
  }

  #begin(from: ReadonlyMap<number, number>): void {
    for (const [partition, next] of from) {
      this.position.set(partition, next);
      this.#fetching.reading.set(partition, { next, storedAt: 0 });
    }
    this.#changes.notify();
  }

  #end(): void {
    this.position.clear();
    this.#fetching.reading.clear();
    this.#changes.notify();
  }

  async *#deliver(ends: readonly number[] | null, isOurs: () => boolean): AsyncGenerator<LogBatch, void, void> {
    const fetched = await untilAborted(this.#take(), this.parts.signal, []);
    for (const part of fetched) {
      for (const records of batchesOf(upTo(part, ends), this.parts.options)) {
        // It is not fetched again: it waits here until the group is heard, or takes the partition away.
        while (this.#isWanted(part) && !isOurs()) await this.#changes.next();
        if (!this.#isWanted(part)) return;
        this.position.set(part.partition, nextAfter(records));
        yield { partition: part.partition, records };
      }
    }
  }

  /** While a batch was worked on, partitions may have come or gone: what was fetched before is not delivered after. */
  #isWanted(part: Fetched): boolean {
    return !this.parts.signal.aborted && this.#fetching.holds(part);
  }

  async #take(): Promise<readonly Fetched[]> {
    try {
      return await this.#fetching.take();
    } catch (error) {
      if (!(error instanceof kafkajs.KafkaJSOffsetOutOfRange)) throw error;
      const { partition } = error as unknown as { partition: number };
      throw new RangeError(`partition ${partition} of ${this.parts.topic} does not hold offset ${this.position.get(partition) ?? '?'}: the log was cut or replaced`, { cause: error });
    }
  }
}

/** Wakes the iteration when partitions come or go, when the group is heard, or when it is to end. */
class ChangeWaiter {
  #wake: () => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {}

  notify(): void {
    this.#wake();
  }

  next(): Promise<void> {
    return untilAborted(new Promise<void>((resolve) => (this.#wake = resolve)), this.signal, undefined);
  }
}

const nextAfter = (records: readonly LogRecord[]): number => (records.at(-1)?.offset ?? -1) + 1;

const upTo = ({ partition, records }: Fetched, ends: readonly number[] | null): readonly LogRecord[] =>
  ends === null ? records : records.filter(({ offset }) => offset < (ends[partition] ?? 0));
