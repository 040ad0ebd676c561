import type {
  EventLog,
  IdentityIndex,
  KnownIdentity,
  LogBatch,
  LogRecord,
  NewLogRecord,
  PartitionGroup,
  Position,
  SubscribeOptions,
} from '@mingxiao/ports/event-log/event-log';
import { AppendsUnderWay, type UnderWay } from './appends-under-way.js';
import type { ChangeSignal } from './change-signal.js';
import type { GroupCommit } from './group-commit.js';
import type { IdentityIndexer } from './identity-indexer.js';
import { PartitionCursor } from './partition-cursor.js';
import { partitionOf } from './partition-of.js';
import type { ReadablePartition } from './partition.js';
import { sizeRecord } from './record-frame.js';
import { checkStart, readBatches } from './subscription.js';

/** What an opened log consists of. */
export type LogParts = {
  readonly generation: string;
  readonly partitions: readonly ReadablePartition[];
  readonly commits: GroupCommit;
  readonly indexer: IdentityIndexer;
  readonly changes: ChangeSignal;
  /** Closes the files and gives up the folder. */
  readonly release: () => Promise<void>;
};

/** One record is read through a chunk of this size: most often the stretch between two marks. */
const readChunkBytes = 128 * 1024;

/**
 * The log in a folder of this machine. Values, identities and hashes of the records it hands out are views on the
 * chunk of the file they were read with: copy what is to be kept for long. Reading throws LogDamaged where a file
 * has changed under the log.
 */
export class EmbeddedEventLog implements EventLog, IdentityIndex {
  readonly #underWay = new AppendsUnderWay();
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  constructor(private readonly parts: LogParts) {}

  get generation(): string {
    return this.parts.generation;
  }

  get partitions(): number {
    return this.parts.partitions.length;
  }

  /** Throws RangeError for a record that no log could take; for the rest see the port. */
  async append(records: readonly NewLogRecord[]): Promise<readonly Position[]> {
    const placed = records.map((record) => sizeRecord(record, partitionOf(record.key, this.partitions)));
    if (placed.length === 0) return [];
    const pending = this.parts.commits.append(placed);
    const entries = placed.map(
      ({ identity, contentHash }): UnderWay => ({ identity, contentHash, pending }),
    );
    for (const entry of entries) this.#underWay.add(entry);
    try {
      return await pending;
    } finally {
      for (const entry of entries) this.#underWay.remove(entry);
    }
  }

  find(identities: readonly string[]): readonly (KnownIdentity | null)[] {
    return identities.map((identity) => {
      const durable = this.parts.indexer.find(identity);
      if (durable !== null) return { contentHash: durable, pending: null };
      return this.#underWay.find(identity);
    });
  }

  subscribe(from: readonly number[], options: SubscribeOptions): AsyncIterable<LogBatch> {
    if (options.group !== undefined) return this.#deliverTo(options.group, options);
    return this.#deliver(from, options);
  }

  /** One process holds this log, so a group has one member and that has everything. */
  async *#deliverTo({ onAssigned, onRevoked }: PartitionGroup, { group: _, ...options }: SubscribeOptions): AsyncGenerator<LogBatch, void, void> {
    const all = this.parts.partitions.map((__, partition) => partition);
    const starts = await onAssigned(all);
    try {
      yield* this.#deliver(all.map((partition) => starts.get(partition) ?? 0), options);
    } finally {
      await onRevoked(all);
    }
  }

  #deliver(from: readonly number[], options: SubscribeOptions): AsyncGenerator<LogBatch, void, void> {
    const { partitions, changes } = this.parts;
    checkStart(partitions, from);
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    const ends = options.untilEnd === true ? partitions.map(({ next }) => next) : null;
    return readBatches({ partitions, from, options, signal, changes }, ends);
  }

  end(): Promise<readonly number[]> {
    return Promise.resolve(this.parts.partitions.map(({ next }) => next));
  }

  async read({ partition: index, offset }: Position): Promise<LogRecord | null> {
    const partition = this.parts.partitions[index];
    if (partition === undefined || offset < 0 || offset >= partition.next) return null;
    const cursor = new PartitionCursor(partition, offset, { recordsMax: 1, bytesMax: readChunkBytes });
    try {
      return (await cursor.take(partition.next))[0] ?? null;
    } finally {
      await cursor.close();
    }
  }

  /** Resolves once the index on disk holds everything that is durable; rejects when it cannot be written. */
  flushIndex(): Promise<void> {
    return this.parts.indexer.flush();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.parts.commits.close();
    this.#closing.abort();
    await this.parts.release();
  }
}
