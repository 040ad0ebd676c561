import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { Partitioners, type CompressionTypes, type Kafka, type Message, type Producer } from 'kafkajs';
import { messageOf, sendRetry } from './connection.js';

export type ProducingOptions = { readonly kafka: Kafka; readonly topic: string; readonly compression: CompressionTypes };

/** A producer, and how many sends are under way with it. */
type Held = { readonly connected: Promise<Producer>; sends: number; dismissed: boolean };

/**
 * Sends to one partition at a time per call, with an idempotent producer that is replaced after every failed send.
 *
 * A failed send may be in the log all the same. kafkajs then gives its sequence numbers to the next send, which the
 * broker takes for the repetition of the failed one and acknowledges without writing it. A new producer has a new name
 * for the broker, and numbers of its own.
 */
export class Producing {
  #held: Held | null = null;

  constructor(private readonly options: ProducingOptions) {}

  /** The offset of the first message; rejects with LogUnavailable when it is not known that all of them are durable. */
  async send(messages: readonly Message[]): Promise<number> {
    const held = (this.#held ??= this.#hold());
    held.sends += 1;
    try {
      const producer = await held.connected;
      const { topic, compression } = this.options;
      const [answer] = await producer.send({ topic, acks: -1, timeout: 5_000, compression, messages: [...messages] });
      if (answer?.baseOffset === undefined) throw new Error('the broker did not say where the records stand');
      return Number(answer.baseOffset);
    } catch (error) {
      held.dismissed = true;
      if (this.#held === held) this.#held = null;
      throw new LogUnavailable(`Kafka does not take records now: ${messageOf(error)}`, { cause: error });
    } finally {
      held.sends -= 1;
      if (held.dismissed && held.sends === 0) void disconnect(held);
    }
  }

  /** Fails where no producer can be had. */
  async connect(): Promise<void> {
    await (this.#held ??= this.#hold()).connected;
  }

  async close(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held !== null) await disconnect(held);
  }

  #hold(): Held {
    const producer = this.options.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: sendRetry,
    });
    const connected = producer.connect().then(() => producer);
    connected.catch(() => undefined);
    return { connected, sends: 0, dismissed: false };
  }
}

const disconnect = ({ connected }: Held): Promise<void> =>
  connected.then(
    (producer) => producer.disconnect().catch(() => undefined),
    () => undefined,
  );
