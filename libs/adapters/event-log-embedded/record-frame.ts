import { crc32 } from 'node:zlib';
import type { LogRecord, NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { toLatin1 } from './latin1.js';

/*
 * A record on disk, little-endian:
 *    0 u32 marker, drawn by chance for each segment so that no value can imitate a record
 *    4 u32 CRC-32 of everything from byte 8 on
 *    8 u32 length of the whole record
 *   12 u32 how many records of the same commit stand before it
 *   16 f64 offset   24 f64 stored at   32 f64 received at
 *   40 identity (16 bytes)   56 content hash (32 bytes)
 *   88 u32 length of the key   92 i32 length of the parked reason, -1 for none
 *   96 key, parked reason, value
 */
export const frameHeaderBytes = 96;
export const frameBytesMax = 64 * 1024 * 1024;
export const identityBytes = 16;
export const contentHashBytes = 32;

/** Bytes with the view that reads their numbers. */
export type Chunk = { readonly bytes: Buffer; readonly view: DataView };

export const toChunk = (bytes: Buffer): Chunk => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

/** Plain arrays are cheaper than buffers, and a reader makes four for each record. */
const part = ({ bytes }: Chunk, start: number, end: number): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);

/** A record with its place and the lengths its frame will have. */
export type SizedRecord = {
  readonly record: NewLogRecord;
  /** As latin1 characters. */
  readonly identity: string;
  readonly contentHash: string;
  readonly partition: number;
  readonly keyBytes: number;
  readonly parkedBytes: number;
  readonly frameBytes: number;
};

/** Throws RangeError when the record cannot be framed. */
export const sizeRecord = (record: NewLogRecord, partition: number): SizedRecord => {
  const { identity, contentHash, parked } = record.headers;
  if (identity.length !== identityBytes) throw new RangeError('an identity has 16 bytes');
  if (contentHash.length !== contentHashBytes) throw new RangeError('a content hash has 32 bytes');
  const keyBytes = Buffer.byteLength(record.key);
  const parkedBytes = parked === null ? -1 : Buffer.byteLength(parked);
  const frameBytes = frameHeaderBytes + keyBytes + Math.max(0, parkedBytes) + record.value.length;
  if (frameBytes > frameBytesMax) throw new RangeError(`a record of ${frameBytes} bytes is too long`);
  return { record, identity: toLatin1(identity), contentHash: toLatin1(contentHash), partition, keyBytes, parkedBytes, frameBytes };
};

export type FramePlace = {
  readonly marker: number;
  readonly inCommit: number;
  readonly offset: number;
  readonly storedAt: number;
};

/** Writes the frame of a record at byte `at` of the chunk. */
export const encodeFrame = (chunk: Chunk, at: number, sized: SizedRecord, place: FramePlace): void => {
  const { bytes, view } = chunk;
  const { headers, value, key } = sized.record;
  view.setUint32(at, place.marker, true);
  view.setUint32(at + 8, sized.frameBytes, true);
  view.setUint32(at + 12, place.inCommit, true);
  view.setFloat64(at + 16, place.offset, true);
  view.setFloat64(at + 24, place.storedAt, true);
  view.setFloat64(at + 32, headers.receivedAt, true);
  bytes.set(headers.identity, at + 40);
  bytes.set(headers.contentHash, at + 56);
  view.setUint32(at + 88, sized.keyBytes, true);
  view.setInt32(at + 92, sized.parkedBytes, true);
  bytes.write(key, at + frameHeaderBytes);
  if (headers.parked !== null) bytes.write(headers.parked, at + frameHeaderBytes + sized.keyBytes);
  bytes.set(value, at + sized.frameBytes - value.length);
  view.setUint32(at + 4, crc32(part(chunk, at + 8, at + sized.frameBytes)), true);
};

export const invalidFrame = -1;
export const incompleteFrame = 0;

/**
 * The length of the frame at byte `at` once its checksum holds; `incompleteFrame` when the chunk ends before it
 * does; `invalidFrame` when no frame of this segment stands there.
 */
export const frameLength = (chunk: Chunk, at: number, marker: number): number => {
  const { bytes, view } = chunk;
  if (at + frameHeaderBytes > bytes.length) return incompleteFrame;
  if (view.getUint32(at, true) !== marker) return invalidFrame;
  const length = view.getUint32(at + 8, true);
  if (length < frameHeaderBytes || length > frameBytesMax) return invalidFrame;
  if (at + length > bytes.length) return incompleteFrame;
  return crc32(part(chunk, at + 8, at + length)) === view.getUint32(at + 4, true) ? length : invalidFrame;
};

/** The length a frame claims to have, before its checksum can be judged; 0 when not even that is there. */
export const claimedLength = ({ bytes, view }: Chunk, at: number): number =>
  at + frameHeaderBytes > bytes.length ? 0 : Math.min(view.getUint32(at + 8, true), frameBytesMax);

export const frameOffset = ({ view }: Chunk, at: number): number => view.getFloat64(at + 16, true);
export const frameStoredAt = ({ view }: Chunk, at: number): number => view.getFloat64(at + 24, true);

/** The offset of the first record that was written by the same commit. */
export const frameCommitStart = (chunk: Chunk, at: number): number =>
  frameOffset(chunk, at) - chunk.view.getUint32(at + 12, true);

export const frameIdentity = (chunk: Chunk, at: number): Uint8Array => part(chunk, at + 40, at + 56);
export const frameContentHash = (chunk: Chunk, at: number): Uint8Array => part(chunk, at + 56, at + 88);

/** The record in a frame whose checksum holds. Its value, identity and hash are views on the chunk. */
export const decodeFrame = (chunk: Chunk, at: number, length: number): LogRecord => {
  const { bytes, view } = chunk;
  const keyEnd = at + frameHeaderBytes + view.getUint32(at + 88, true);
  const parkedBytes = view.getInt32(at + 92, true);
  const valueStart = keyEnd + Math.max(0, parkedBytes);
  return {
    offset: frameOffset(chunk, at),
    key: bytes.toString('utf8', at + frameHeaderBytes, keyEnd),
    value: part(chunk, valueStart, at + length),
    headers: {
      contentHash: frameContentHash(chunk, at),
      identity: frameIdentity(chunk, at),
      parked: parkedBytes < 0 ? null : bytes.toString('utf8', keyEnd, valueStart),
      receivedAt: view.getFloat64(at + 32, true),
    },
    storedAt: frameStoredAt(chunk, at),
  };
};
