import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import type { Message } from 'kafkajs';

/** What one send carries at most: records, and bytes before compression unless a single record is longer. */
const sendRecordsMax = 5_000;
const sendBytesMax = 1_048_576;

export type Sized = { readonly message: Message; readonly bytes: number };

/** Messages of one append for one partition, as far as they fit into one send. */
type Waiting = {
  readonly messages: readonly Sized[];
  readonly bytes: number;
  readonly resolve: (first: number) => void;
  readonly reject: (error: Error) => void;
};

/**
 * Gathers what comes for one partition while a send is under way into the next one. One send at a time keeps the order;
 * one partition a send is what kafkajs does not lose (infra/decisions/0013-kafka-adapter.md).
 */
export class AppendQueue {
  #waiting: Waiting[] = [];
  #working: Promise<void> | null = null;

  constructor(private readonly send: (messages: readonly Message[]) => Promise<number>) {}

  /** The offset of each message once all of them are durable. */
  async append(messages: readonly Sized[]): Promise<readonly number[]> {
    const firsts = await Promise.all(piecesOf(messages).map(async (piece) => ({ first: await this.#add(piece), count: piece.length })));
    return firsts.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#working;
  }

  /** Rejects what waits; what is being sent goes on. */
  refuse(failure: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(failure);
  }

  #add(messages: readonly Sized[]): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ messages, bytes: bytesIn(messages), resolve, reject });
      this.#working ??= this.#work();
    });
  }

  async #work(): Promise<void> {
    // Appends of the same turn of the event loop belong together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#sendGroup(this.#takeGroup());
    this.#working = null;
  }

  async #sendGroup(group: readonly Waiting[]): Promise<void> {
    try {
      let first = await this.send(group.flatMap(({ messages }) => messages.map(({ message }) => message)));
      for (const { messages, resolve } of group) {
        resolve(first);
        first += messages.length;
      }
    } catch (error) {
      const failure = error instanceof Error ? error : new LogUnavailable(String(error));
      for (const { reject } of group) reject(failure);
    }
  }

  #takeGroup(): readonly Waiting[] {
    let bytes = 0;
    let records = 0;
    const full = this.#waiting.findIndex((waiting, index) => {
      bytes += waiting.bytes;
      records += waiting.messages.length;
      return index > 0 && (bytes > sendBytesMax || records > sendRecordsMax);
    });
    return this.#waiting.splice(0, full < 0 ? this.#waiting.length : full);
  }
}

const bytesIn = (messages: readonly Sized[]): number => messages.reduce((sum, { bytes }) => sum + bytes, 0);

const piecesOf = (messages: readonly Sized[]): readonly (readonly Sized[])[] => {
  const pieces: Sized[][] = [];
  let room = 0;
  for (const sized of messages) {
    const last = pieces.at(-1);
    room -= sized.bytes;
    if (last !== undefined && room >= 0 && last.length < sendRecordsMax) last.push(sized);
    else {
      pieces.push([sized]);
      room = sendBytesMax - sized.bytes;
    }
  }
  return pieces;
};
