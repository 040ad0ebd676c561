import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { syncData, syncFolder, SyncFailed, writeFully } from './durable-files.js';

/*
 * The head of a segment file, little-endian: 0 "MXSEGLOG", 8 u32 format, 12 u32 partition, 16 f64 base offset,
 * 24 generation (16 bytes), 40 u32 marker of its records, 44 u32 CRC-32 of what stands before.
 */
export const segmentHeaderBytes = 48;
const magic = 'MXSEGLOG';
const format = 1;

/** Every so many records a segment remembers where one begins, to find any other quickly. */
export const recordsPerMark = 256;

/** One file of a partition, as far as it is durable. */
export type Segment = {
  readonly path: string;
  /** The offset of its first record. */
  readonly base: number;
  readonly marker: number;
  /** `marks[i]` is the byte at which record `base + i × recordsPerMark` begins. */
  readonly marks: number[];
  /** Durable length; what lies beyond belongs to a commit under way. */
  bytes: number;
};

/** Where in the log a segment belongs. */
export type SegmentPlace = {
  readonly folder: string;
  readonly partition: number;
  readonly generation: string;
};

export const segmentName = (base: number): string => `${String(base).padStart(20, '0')}.seg`;

/** The base offset in a segment's file name, or null for a file that is none. */
export const baseOfName = (name: string): number | null =>
  /^\d{20}\.seg$/.test(name) ? Number(name.slice(0, 20)) : null;

const encodeHeader = (place: SegmentPlace, base: number, marker: number): Buffer => {
  const header = Buffer.alloc(segmentHeaderBytes);
  header.write(magic, 0, 'latin1');
  header.writeUInt32LE(format, 8);
  header.writeUInt32LE(place.partition, 12);
  header.writeDoubleLE(base, 16);
  header.write(place.generation.replaceAll('-', ''), 24, 'hex');
  header.writeUInt32LE(marker, 40);
  header.writeUInt32LE(crc32(header.subarray(0, 44)), 44);
  return header;
};

/** The marker in a segment's head, or null when the head is not the one this segment must have. */
export const markerOfHeader = (header: Buffer, place: SegmentPlace, base: number): number | null => {
  if (header.length < segmentHeaderBytes) return null;
  const marker = header.readUInt32LE(40);
  return encodeHeader(place, base, marker).equals(header.subarray(0, segmentHeaderBytes)) ? marker : null;
};

/**
 * Makes an empty segment that survives a power cut. Where the disk has no room nothing of it is left behind.
 * A file of that name can only be the remains of an earlier attempt: the log holds nothing from `base` on.
 */
export const createSegment = async (
  place: SegmentPlace,
  base: number,
): Promise<{ readonly segment: Segment; readonly file: FileHandle }> => {
  const path = join(place.folder, segmentName(base));
  const marker = randomBytes(4).readUInt32LE();
  const file = await open(path, 'w+');
  try {
    await writeFully(file, encodeHeader(place, base, marker), 0);
    await syncData(file, path);
    await syncFolder(place.folder);
  } catch (error) {
    await file.close();
    if (!(error instanceof SyncFailed)) await rm(path, { force: true });
    throw error;
  }
  return { segment: { path, base, marker, marks: [], bytes: segmentHeaderBytes }, file };
};
