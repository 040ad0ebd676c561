import { LogUnavailable, type NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { Partitioners, type CompressionTypes, type Kafka, type Producer } from 'kafkajs';
import { messageOf } from '../event-log-kafka/connection.js';
import { toMessage } from '../event-log-kafka/record-message.js';

/** Through three killed brokers in a row the longest send took 6 s with these. */
const retry = { retries: 8, initialRetryTime: 100, maxRetryTime: 2_000 };

export type KafkajsParts = { readonly kafka: Kafka; readonly topic: string; readonly partitions: number; readonly compression: CompressionTypes };

/**
 * Sends with an idempotent producer for each partition, which is replaced after a failed send: kafkajs gives the numbers of
 * a failed one to the next, and the broker would take that for its repetition and acknowledge what it does not write.
 */
export class KafkajsSending {
  readonly #producers = new Map<number, Promise<Producer>>();

  constructor(private readonly parts: KafkajsParts) {}

  /** The offset of the first record; rejects with LogUnavailable when it is not known that all of them are durable. */
  async send(partition: number, records: readonly NewLogRecord[]): Promise<number> {
    const { topic, compression } = this.parts;
    try {
      const producer = await this.connect(partition);
      const messages = records.map((record) => ({ ...toMessage(record), partition }));
      const [answer] = await producer.send({ topic, acks: -1, timeout: 5_000, compression, messages });
      if (answer?.baseOffset === undefined) throw new Error('the broker did not say where the records stand');
      return Number(answer.baseOffset);
    } catch (error) {
      await this.#dismiss(partition);
      throw new LogUnavailable(`Kafka does not take records now: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Fails where a broker lets nobody send. */
  connect(partition: number): Promise<Producer> {
    const known = this.#producers.get(partition);
    if (known !== undefined) return known;
    const options = { idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner, retry };
    const producer = this.parts.kafka.producer(options);
    const connected = producer.connect().then(() => producer);
    this.#producers.set(partition, connected);
    return connected;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#producers.keys()].map((partition) => this.#dismiss(partition)));
  }

  async #dismiss(partition: number): Promise<void> {
    const dismissed = this.#producers.get(partition);
    this.#producers.delete(partition);
    await dismissed?.then((producer) => producer.disconnect()).catch(() => undefined);
  }
}
