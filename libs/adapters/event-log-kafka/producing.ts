import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable, type NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import type { CompressionTypes } from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import type { Broker } from 'kafkajs/src/cluster/index.js';
import { forgetClosed, messageOf } from './connection.js';
import { produceRequest } from './produce-request.js';
import { encodeBatch } from './record-batch.js';

export type ProducingOptions = { readonly cluster: Cluster; readonly topic: string; readonly compression: CompressionTypes };

/** How long a send is repeated: leaders move within seconds, and a broker that was killed is back by then. */
const patience = 15_000;
const firstPause = 50;
const longestPause = 1_000;
/** Numbers of records begin again behind the last one that Kafka can write. */
const sequences = 2 ** 31;

/** A name that the broker gave us for one partition, and the number of the next record under it. */
type Name = { readonly producerId: bigint; readonly producerEpoch: number; next: number };

/**
 * Sends to one partition at a time per call; of one partition only one send may be under way. What is repeated are the very
 * same bytes under the same numbers, which the broker knows again: it writes them once.
 *
 * A send that failed in the end may be in the log all the same, so its numbers must never be given to other records: the
 * broker would take those for the repetition and acknowledge them without writing. The partition gets a new name then.
 */
export class Producing {
  readonly #names = new Map<number, Name>();

  constructor(private readonly options: ProducingOptions) {}

  /** The offset of the first record; rejects with LogUnavailable when it is not known that all of them are durable. */
  async send(partition: number, records: readonly NewLogRecord[]): Promise<number> {
    try {
      return await this.#sendOnce(partition, records);
    } catch (error) {
      this.#names.delete(partition);
      throw new LogUnavailable(`Kafka does not take records now: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Fails where a broker lets nobody send. */
  async connect(): Promise<void> {
    await this.#named(0);
  }

  async close(): Promise<void> {
    await this.options.cluster.disconnect();
  }

  async #sendOnce(partition: number, records: readonly NewLogRecord[]): Promise<number> {
    const { topic, compression } = this.options;
    const name = await this.#named(partition);
    const batch = await encodeBatch(records, compression, { ...name, firstSequence: name.next }, Date.now());
    const first = await this.#asLeader(partition, (broker) => broker.connectionPool.send(produceRequest(topic, partition, batch)));
    name.next = (name.next + records.length) % sequences;
    return first;
  }

  async #named(partition: number): Promise<Name> {
    const known = this.#names.get(partition);
    if (known !== undefined) return known;
    const { producerId, producerEpoch } = await this.#asLeader(partition, (broker) => broker.initProducerId({ transactionTimeout: 60_000 }));
    const name = { producerId: BigInt(producerId), producerEpoch, next: 0 };
    this.#names.set(partition, name);
    return name;
  }

  /** Asks whoever leads the partition, and again for a while unless the answer is final. */
  async #asLeader<Value>(partition: number, ask: (broker: Broker) => Promise<Value>): Promise<Value> {
    const { cluster, topic } = this.options;
    const deadline = performance.now() + patience;
    for (let wait = firstPause; ; wait = Math.min(2 * wait, longestPause)) {
      try {
        await cluster.refreshMetadataIfNecessary();
        const [nodeId = 'nobody'] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
        return await ask(await cluster.findBroker({ nodeId }));
      } catch (error) {
        if (isFinal(error) || performance.now() > deadline) throw error;
        forgetClosed(cluster, error);
        await pause(wait);
        await cluster.refreshMetadata().catch(() => undefined);
      }
    }
  }
}

/** A broker's no, as against one that is away, moves, or waits for copies. */
const isFinal = (error: unknown): boolean => error instanceof Error && 'type' in error && 'retriable' in error && error.retriable === false;
