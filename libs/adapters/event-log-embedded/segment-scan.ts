import type { FileHandle } from 'node:fs/promises';
import {
  frameCommitStart,
  frameLength,
  frameOffset,
  frameStoredAt,
  frameBytesMax,
  frameHeaderBytes,
  toChunk,
  type Chunk,
} from './record-frame.js';
import { recordsPerMark, segmentHeaderBytes, type Segment } from './segment.js';

const chunkBytes = 4 * 1024 * 1024;

/** Told of every sound record; `room` is awaited between chunks. */
export type ScanVisitor = { record(chunk: Chunk, at: number): void; room(): Promise<void> };

/** What a segment holds: all of it when `bytes` is the file's length, else up to the first byte that is not sound. */
export type Scan = { readonly next: number; readonly bytes: number; readonly storedAt: number };

/** Checks every record of a segment from its head on, and fills in its marks. */
export const scanSegment = async (
  file: FileHandle,
  segment: Segment,
  fileBytes: number,
  visitor: ScanVisitor,
): Promise<Scan> => {
  let scan: Scan = { next: segment.base, bytes: segmentHeaderBytes, storedAt: 0 };
  let wanted = chunkBytes;
  while (scan.bytes < fileBytes) {
    const chunk = await readChunk(file, scan.bytes, Math.min(wanted, fileBytes - scan.bytes));
    const after = scanChunk(chunk, segment, scan, visitor);
    await visitor.room();
    if (after.bytes === scan.bytes && (wanted === frameBytesMax || chunk.bytes.length < wanted)) break;
    wanted = after.bytes === scan.bytes ? frameBytesMax : chunkBytes;
    scan = after;
  }
  return scan;
};

const scanChunk = (chunk: Chunk, segment: Segment, from: Scan, visitor: ScanVisitor): Scan => {
  let { next, storedAt } = from;
  let at = 0;
  for (;;) {
    const length = frameLength(chunk, at, segment.marker);
    if (length <= 0 || frameOffset(chunk, at) !== next) break;
    if ((next - segment.base) % recordsPerMark === 0) segment.marks.push(from.bytes + at);
    storedAt = frameStoredAt(chunk, at);
    visitor.record(chunk, at);
    next += 1;
    at += length;
  }
  return { next, bytes: from.bytes + at, storedAt };
};

/**
 * Whether a record that was written after the one with `offset` had become durable stands beyond `byte`. A commit
 * begins only when the one before it is on disk, so an unfinished commit can hold sound records behind broken
 * ones, but none of a later commit.
 */
export const laterCommitFollows = async (
  file: FileHandle,
  { segment, byte, fileBytes }: { readonly segment: Segment; readonly byte: number; readonly fileBytes: number },
  offset: number,
): Promise<boolean> => {
  for (let start = byte; start < fileBytes; start += frameBytesMax) {
    const chunk = await readChunk(file, start, Math.min(2 * frameBytesMax, fileBytes - start));
    if (holdsLaterCommit(chunk, segment.marker, offset)) return true;
  }
  return false;
};

const holdsLaterCommit = (chunk: Chunk, marker: number, offset: number): boolean => {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(marker);
  for (let at = chunk.bytes.indexOf(mark); at >= 0; at = chunk.bytes.indexOf(mark, at + 1)) {
    if (frameLength(chunk, at, marker) >= frameHeaderBytes && frameCommitStart(chunk, at) > offset) return true;
  }
  return false;
};

/** Reads up to `length` bytes; fewer only where the file ends. */
export const readChunk = async (file: FileHandle, position: number, length: number): Promise<Chunk> => {
  const bytes = Buffer.allocUnsafeSlow(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return toChunk(bytes.subarray(0, read));
};
