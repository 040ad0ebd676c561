import { LogUnavailable, type NewLogRecord } from '@mingxiao/ports/event-log/event-log';

/** What one send carries at most: records, and bytes before compression unless a single record is longer. */
const sendRecordsMax = 5_000;
const sendBytesMax = 1_048_576;

export type Sized = { readonly record: NewLogRecord; readonly bytes: number };

/** Records of one append for one partition, as far as they fit into one send. */
type Waiting = {
  readonly records: readonly Sized[];
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

  constructor(private readonly send: (records: readonly NewLogRecord[]) => Promise<number>) {}

  /** The offset of each record once all of them are durable. */
  async append(records: readonly Sized[]): Promise<readonly number[]> {
    const firsts = await Promise.all(piecesOf(records).map(async (piece) => ({ first: await this.#add(piece), count: piece.length })));
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

  #add(records: readonly Sized[]): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ records, bytes: bytesIn(records), resolve, reject });
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
      let first = await this.send(group.flatMap(({ records }) => records.map(({ record }) => record)));
      for (const { records, resolve } of group) {
        resolve(first);
        first += records.length;
      }
    } catch (error) {
      const failure = error instanceof Error ? error : new LogUnavailable(String(error));
      for (const { reject } of group) reject(failure);
    }
  }

  #takeGroup(): readonly Waiting[] {
    let bytes = 0;
    let count = 0;
    const full = this.#waiting.findIndex((waiting, index) => {
      bytes += waiting.bytes;
      count += waiting.records.length;
      return index > 0 && (bytes > sendBytesMax || count > sendRecordsMax);
    });
    return this.#waiting.splice(0, full < 0 ? this.#waiting.length : full);
  }
}

const bytesIn = (records: readonly Sized[]): number => records.reduce((sum, { bytes }) => sum + bytes, 0);

const piecesOf = (records: readonly Sized[]): readonly (readonly Sized[])[] => {
  const pieces: Sized[][] = [];
  let room = 0;
  for (const sized of records) {
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
