import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable, type NewLogRecord, type Position } from '@mingxiao/ports/event-log/event-log';
import { AppendQueue, type Sized } from './append-queue.js';
import { messageOf } from './connection.js';
import { partitionOf } from './partition-of.js';
import type { Reach } from './reach.js';
import { bytesOf } from './record-message.js';

/** After a failed append Kafka is asked every so often whether it answers again. */
const lookAgainMilliseconds = 1_000;

export type AppendingParts = {
  readonly partitions: number;
  /** The offset of the first record once all of them are durable. Of a partition one send is under way at a time. */
  readonly send: (partition: number, records: readonly NewLogRecord[]) => Promise<number>;
  /** How long a send is waited for. */
  readonly reach: Reach;
  /** Rejects while Kafka does not answer. */
  readonly ask: () => Promise<unknown>;
  /** What may wait to become durable before `append` refuses at once. */
  readonly waitingBytesMax: number;
};

/** Turns appends into sends of one partition each, and refuses before memory grows or a sender waits for ever. */
export class Appending {
  /** What went wrong last, of an append or as `heard` from a reader, until it works again. */
  problem: string | null = null;
  readonly #queues: readonly AppendQueue[];
  readonly #closing = new AbortController();
  #waitingBytes = 0;
  #looking: Promise<void> | null = null;

  constructor(private readonly parts: AppendingParts) {
    this.#queues = Array.from({ length: parts.partitions }, (_, partition) => new AppendQueue((records) => parts.send(partition, records)));
  }

  /** Bytes that wait to become durable, those of sends nobody waits for any longer among them. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  readonly heard = (problem: string | null): void => {
    this.problem = problem;
  };

  async append(records: readonly NewLogRecord[]): Promise<readonly Position[]> {
    if (this.#closing.signal.aborted) throw new LogUnavailable('the log is closed');
    const bytes = records.reduce((sum, record) => sum + bytesOf(record), 0);
    if (this.#waitingBytes > 0 && this.#waitingBytes + bytes > this.parts.waitingBytesMax) {
      throw new LogUnavailable(`${this.#waitingBytes} bytes are waiting for Kafka already`);
    }
    this.#waitingBytes += bytes;
    const appended = this.#appendEach(records).finally(() => (this.#waitingBytes -= bytes));
    try {
      const positions = await this.#whileInReach(appended);
      this.problem = null;
      return positions;
    } catch (error) {
      this.problem = messageOf(error);
      void (this.#looking ??= this.#untilItAnswers().finally(() => (this.#looking = null)));
      throw error;
    }
  }

  /** Takes nothing more; resolves when nothing is under way any longer. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#queues.map((queue) => queue.settled()));
    await this.#looking;
  }

  /** Who says that the log does not work is sent nothing, so whether it works again must not need a sender to show. */
  async #untilItAnswers(): Promise<void> {
    const { signal } = this.#closing;
    const answers = () => this.parts.ask().then(() => true, () => false);
    await pause(lookAgainMilliseconds, undefined, { signal }).catch(() => undefined);
    while (!signal.aborted && this.problem !== null && !(await answers())) await pause(lookAgainMilliseconds, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) this.problem = null;
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
    const placed = records.map((record) => partitionOf(record.key, this.parts.partitions));
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
}

/** Waits for all of them even when one fails: until then their bytes are in memory. */
const allOrFirstFailure = async <Value>(work: readonly Promise<Value>[]): Promise<readonly Value[]> => {
  await Promise.allSettled(work);
  return Promise.all(work);
};
