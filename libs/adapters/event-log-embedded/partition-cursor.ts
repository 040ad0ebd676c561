import { open, type FileHandle } from 'node:fs/promises';
import { LogDamaged, type LogRecord } from '@mingxiao/ports/event-log/event-log';
import type { ReadablePartition } from './partition.js';
import {
  claimedLength,
  decodeFrame,
  frameLength,
  frameOffset,
  incompleteFrame,
  invalidFrame,
  toChunk,
  type Chunk,
} from './record-frame.js';
import { recordsPerMark, type Segment } from './segment.js';
import { readChunk } from './segment-scan.js';

const nothing = toChunk(Buffer.alloc(0));

/** How much one `take` returns at most; one record is returned however long it is. */
export type BatchLimits = { readonly recordsMax: number; readonly bytesMax: number };

/** Chunks are read no smaller than this. */
const chunkBytesMin = 64 * 1024;

/** Reads the durable records of one partition in order, a chunk at a time, and checks each again. */
export class PartitionCursor {
  /** The offset of the record that comes next. */
  next: number;
  #segment: Segment | null = null;
  #file: FileHandle | null = null;
  #chunk: Chunk = nothing;
  #at = 0;
  /** The byte of the file at which the chunk begins. */
  #chunkStart = 0;

  constructor(
    private readonly partition: ReadablePartition,
    from: number,
    private readonly limits: BatchLimits,
  ) {
    this.next = from;
  }

  /**
   * The records at hand from here on, at least one, all below `end`, which must be durable and above `next`. Their
   * values, identities and hashes are views on one chunk. Throws LogDamaged.
   */
  async take(end: number): Promise<readonly LogRecord[]> {
    const { recordsMax, bytesMax } = this.limits;
    const records: LogRecord[] = [];
    let length = await this.#loaded();
    let bytes = 0;
    do {
      records.push(decodeFrame(this.#chunk, this.#at, length));
      this.#at += length;
      this.next += 1;
      bytes += length;
      if (records.length >= recordsMax || this.next >= end) break;
      length = this.#frame();
    } while (length !== incompleteFrame && bytes + length <= bytesMax);
    return records;
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    this.#segment = null;
    this.#chunk = nothing;
    await file?.close();
  }

  /** The length of the next record, which is then in the chunk. */
  async #loaded(): Promise<number> {
    if (this.#segment === null) await this.#seek();
    const length = this.#frame();
    return length === incompleteFrame ? this.#load() : length;
  }

  async #load(): Promise<number> {
    let start = this.#chunkStart + this.#at;
    if (start >= this.#current().bytes) {
      await this.#enter(this.next);
      start = this.#chunkStart;
    }
    await this.#read(start, Math.max(this.limits.bytesMax, chunkBytesMin));
    const claimed = claimedLength(this.#chunk, 0);
    if (claimed > this.#chunk.bytes.length) await this.#read(start, claimed);
    const length = this.#frame();
    if (length === incompleteFrame) throw this.#damaged();
    return length;
  }

  async #read(start: number, bytes: number): Promise<void> {
    if (this.#file === null) throw new TypeError('a closed cursor');
    this.#chunk = await readChunk(this.#file, start, Math.min(bytes, this.#current().bytes - start));
    this.#chunkStart = start;
    this.#at = 0;
  }

  /** The length of the frame at hand, or `incompleteFrame`. Throws LogDamaged. */
  #frame(): number {
    const length = frameLength(this.#chunk, this.#at, this.#current().marker);
    if (length === incompleteFrame) return length;
    if (length === invalidFrame || frameOffset(this.#chunk, this.#at) !== this.next) throw this.#damaged();
    return length;
  }

  /** Goes to the last mark before the wanted record and steps over what lies between. */
  async #seek(): Promise<void> {
    const wanted = this.next;
    await this.#enter(wanted);
    const segment = this.#current();
    const mark = Math.floor((wanted - segment.base) / recordsPerMark);
    this.next = segment.base + mark * recordsPerMark;
    this.#chunkStart = segment.marks[mark] ?? this.#chunkStart;
    while (this.next < wanted) {
      this.#at += await this.#loaded();
      this.next += 1;
    }
  }

  /** Opens the segment that holds `offset`, at its first record. */
  async #enter(offset: number): Promise<void> {
    const segment = this.partition.segments.findLast(({ base }) => base <= offset);
    if (segment === undefined) throw new RangeError(`no segment holds offset ${offset}`);
    if (segment === this.#segment) throw this.#damaged();
    await this.close();
    this.#file = await open(segment.path, 'r');
    this.#segment = segment;
    this.#chunkStart = segment.marks[0] ?? 0;
    this.#at = 0;
  }

  #current(): Segment {
    if (this.#segment === null) throw new TypeError('no segment is open');
    return this.#segment;
  }

  #damaged(): LogDamaged {
    const byte = this.#chunkStart + this.#at;
    return new LogDamaged(`${this.#current().path}: damaged at byte ${byte}, offset ${this.next}`);
  }
}
