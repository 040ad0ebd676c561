import { LogUnavailable, type Position } from '@mingxiao/ports/event-log/event-log';
import { SyncFailed } from './durable-files.js';
import type { Failpoints } from './failpoints.js';
import type { Partition, Staged } from './partition.js';
import type { SizedRecord } from './record-frame.js';

export type CommitOptions = {
  readonly partitions: readonly Partition[];
  readonly now: () => number;
  readonly queueBytesMax: number;
  readonly commitBytesMax: number;
  readonly failpoints: Failpoints | null;
  /** Awaited before a commit; rejects when the log must not grow now. */
  readonly room: () => Promise<void>;
  /** Called as soon as a commit is durable, before anyone is told. */
  readonly onDurable: (staged: readonly Staged[]) => void;
  /** The log has stopped for good. */
  readonly onFatal: (error: Error) => void;
};

type Waiting = {
  readonly records: readonly SizedRecord[];
  readonly bytes: number;
  readonly resolve: (positions: readonly Position[]) => void;
  readonly reject: (error: Error) => void;
};

/** Gathers the appends that arrive while a commit is under way into the next one; one sync serves them all. */
export class GroupCommit {
  #queue: Waiting[] = [];
  #queueBytes = 0;
  #working: Promise<void> | null = null;
  #refusal: Error | null = null;

  constructor(private readonly options: CommitOptions) {}

  /** Resolves once the records are durable. Rejects at once when too much is waiting already. */
  append(records: readonly SizedRecord[]): Promise<readonly Position[]> {
    const bytes = records.reduce((sum, { frameBytes }) => sum + frameBytes, 0);
    if (this.#refusal !== null) return Promise.reject(this.#refusal);
    if (this.#queueBytes > 0 && this.#queueBytes + bytes > this.options.queueBytesMax) {
      return Promise.reject(new LogUnavailable(`${this.#queueBytes} bytes are waiting to be written already`));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ records, bytes, resolve, reject });
      this.#queueBytes += bytes;
      this.#working ??= this.#work();
    });
  }

  /** Refuses what comes from now on; resolves when what came before is settled. */
  async close(): Promise<void> {
    this.#refusal ??= new LogUnavailable('the log is closed');
    await this.#working;
  }

  async #work(): Promise<void> {
    // Appends of the same turn of the event loop belong together.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const group = this.#takeGroup();
      await this.#commit(group).catch((error: unknown) => this.#fail(group, error));
    }
    this.#working = null;
  }

  #takeGroup(): readonly Waiting[] {
    let bytes = 0;
    const full = this.#queue.findIndex((waiting, index) => {
      bytes += waiting.bytes;
      return index > 0 && bytes > this.options.commitBytesMax;
    });
    return this.#queue.splice(0, full < 0 ? this.#queue.length : full);
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const { failpoints, onDurable, room } = this.options;
    await room();
    const staged = this.#stage(group);
    const positions = positionsOf(group, staged);
    if (failpoints !== null) await failpoints.reach('before-write');
    await this.#write(staged);
    if (failpoints !== null) await failpoints.reach('after-write');
    await Promise.all(staged.map(({ partition }) => partition.sync()));
    if (failpoints !== null) await failpoints.reach('after-sync');
    for (const part of staged) part.partition.publish(part);
    onDurable(staged);
    if (failpoints !== null) await failpoints.reach('before-acknowledge');
    this.#queueBytes -= bytesOf(group);
    group.forEach(({ resolve }, index) => resolve(positions[index] ?? []));
  }

  #stage(group: readonly Waiting[]): readonly Staged[] {
    const parts = this.options.partitions.map((): SizedRecord[] => []);
    for (const { records } of group) {
      for (const record of records) parts[record.partition]?.push(record);
    }
    const now = this.options.now();
    return this.options.partitions
      .map((partition, index) => ({ partition, first: partition.next, records: parts[index] ?? [], now }))
      .filter(({ records }) => records.length > 0);
  }

  /** All partitions or none: where one cannot be written, the others take back what they have. */
  async #write(staged: readonly Staged[]): Promise<void> {
    const outcomes = await Promise.allSettled(staged.map((part) => part.partition.write(part)));
    const causes = outcomes.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []));
    if (causes.length === 0) return;
    const fatal = causes.find((cause) => cause instanceof SyncFailed);
    if (fatal !== undefined) throw fatal;
    await Promise.all(staged.map(({ partition }) => partition.rollBack()));
    throw new LogUnavailable(`the log cannot be written: ${String(causes[0])}`, { cause: causes[0] });
  }

  #fail(group: readonly Waiting[], cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    this.#queueBytes -= bytesOf(group);
    for (const { reject } of group) reject(error);
    if (error instanceof LogUnavailable) return;
    this.#refusal = error;
    for (const { reject } of this.#queue.splice(0)) reject(error);
    this.options.onFatal(error);
  }
}

const bytesOf = (group: readonly Waiting[]): number => group.reduce((sum, { bytes }) => sum + bytes, 0);

/** Where each record of each append will stand; offsets follow the order of the appends. */
const positionsOf = (group: readonly Waiting[], staged: readonly Staged[]): readonly (readonly Position[])[] => {
  const nexts = new Map(staged.map(({ partition, first }) => [partition.index, first]));
  return group.map(({ records }) =>
    records.map(({ partition }) => {
      const offset = nexts.get(partition) ?? 0;
      nexts.set(partition, offset + 1);
      return { partition, offset };
    }),
  );
};
