import type { FileHandle } from 'node:fs/promises';
import { cutDurably, syncData, writeFully } from './durable-files.js';
import type { RecoveredPartition } from './partition-recovery.js';
import { encodeFrame, toChunk, type SizedRecord } from './record-frame.js';
import { createSegment, recordsPerMark, segmentHeaderBytes, type Segment, type SegmentPlace } from './segment.js';

/** The durable part of a partition, as readers see it. */
export type ReadablePartition = {
  readonly place: SegmentPlace;
  readonly segments: readonly Segment[];
  /** The next offset: everything below it is durable. */
  readonly next: number;
};

/** The part of one commit that goes to one partition. */
export type Staged = {
  readonly partition: Partition;
  readonly first: number;
  readonly records: readonly SizedRecord[];
  readonly now: number;
};

export type PartitionOptions = {
  readonly segmentBytesMax: number;
  onRolled(): void | Promise<void>;
};

/** The writing end of one partition. One commit at a time: write, sync, publish; or write, roll back. */
export class Partition implements ReadablePartition {
  readonly place: SegmentPlace;
  readonly segments: Segment[];
  next: number;
  #lastStoredAt: number;
  #file: FileHandle;
  #last: Segment;
  #written: { bytes: number; marks: readonly number[]; storedAt: number } | null = null;

  constructor(
    recovered: RecoveredPartition,
    private readonly options: PartitionOptions,
  ) {
    const last = recovered.segments.at(-1);
    if (last === undefined) throw new TypeError('a partition has at least one segment');
    this.place = recovered.place;
    this.segments = recovered.segments;
    this.next = recovered.next;
    this.#lastStoredAt = recovered.lastStoredAt;
    this.#file = recovered.file;
    this.#last = last;
  }

  /** Writes behind the durable end; nothing counts before `publish`. Rejects when the disk does not take it all. */
  async write(staged: Staged): Promise<void> {
    const bytes = staged.records.reduce((sum, { frameBytes }) => sum + frameBytes, 0);
    if (this.#last.bytes > segmentHeaderBytes && this.#last.bytes + bytes > this.options.segmentBytesMax) {
      await this.#roll();
    }
    await writeFully(this.#file, this.#encode(staged, bytes), this.#last.bytes);
  }

  /** Throws SyncFailed. */
  sync(): Promise<void> {
    return syncData(this.#file, this.#last.path);
  }

  /** Makes what was written and synced part of the log. */
  publish({ first, records }: Staged): void {
    if (this.#written === null) return;
    this.#last.bytes = this.#written.bytes;
    this.#last.marks.push(...this.#written.marks);
    this.#lastStoredAt = this.#written.storedAt;
    this.next = first + records.length;
    this.#written = null;
  }

  /** Takes back what `write` left, however far it came. Throws SyncFailed. */
  async rollBack(): Promise<void> {
    this.#written = null;
    await cutDurably(this.#file, this.#last.path, this.#last.bytes);
  }

  get index(): number {
    return this.place.partition;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #roll(): Promise<void> {
    const { segment, file } = await createSegment(this.place, this.next);
    await this.#file.close();
    this.#file = file;
    this.#last = segment;
    this.segments.push(segment);
    await this.options.onRolled();
  }

  #encode({ first, records, now }: Staged, bytes: number): Buffer {
    const chunk = toChunk(Buffer.allocUnsafeSlow(bytes));
    const { marker, base, bytes: start } = this.#last;
    const marks: number[] = [];
    let storedAt = this.#lastStoredAt;
    let at = 0;
    for (const [inCommit, sized] of records.entries()) {
      const offset = first + inCommit;
      storedAt = Math.max(storedAt, sized.record.storedAt ?? now);
      if ((offset - base) % recordsPerMark === 0) marks.push(start + at);
      encodeFrame(chunk, at, sized, { marker, inCommit, offset, storedAt });
      at += sized.frameBytes;
    }
    this.#written = { bytes: start + bytes, marks, storedAt };
    return chunk.bytes;
  }
}
