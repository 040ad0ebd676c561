import { existsSync, readFileSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * How far each partition was durable when last looked at: without it a damaged last record could not be told from
 * a commit that was never finished. Written after every sync and before anything is acknowledged, never synced
 * itself: after a power cut it may say too little, never too much.
 */
export type DurableEnds = {
  /** Next offsets; zeros where the file is missing or does not add up. */
  readonly found: readonly number[];
  write(ends: readonly number[]): void;
  close(): Promise<void>;
};

export const openDurableEnds = async (folder: string, partitions: number): Promise<DurableEnds> => {
  const path = join(folder, 'ends');
  const file = await open(path, 'a+').then(async (made) => (await made.close(), open(path, 'r+')));
  const bytes = Buffer.alloc(4 + 8 * partitions);
  return {
    found: decodeEnds(readFileSync(path), partitions),
    write: (ends) => writeEnds(file, bytes, ends),
    close: () => file.close(),
  };
};

/** How far each partition was durable, without opening anything for writing. */
export const readDurableEnds = (folder: string, partitions: number): readonly number[] => {
  const path = join(folder, 'ends');
  return decodeEnds(existsSync(path) ? readFileSync(path) : Buffer.alloc(0), partitions);
};

const decodeEnds = (bytes: Buffer, partitions: number): readonly number[] => {
  const sound = bytes.length === 4 + 8 * partitions && crc32(bytes.subarray(4)) === bytes.readUInt32LE(0);
  return Array.from({ length: partitions }, (_, index) => (sound ? bytes.readDoubleLE(4 + 8 * index) : 0));
};

/** A few bytes into the page cache: a thread for it would cost more. Failing only leaves an older, weaker claim. */
const writeEnds = (file: FileHandle, bytes: Buffer, ends: readonly number[]): void => {
  ends.forEach((end, index) => bytes.writeDoubleLE(end, 4 + 8 * index));
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  try {
    writeSync(file.fd, bytes, 0, bytes.length, 0);
  } catch {
    return;
  }
};
