import { crc32 } from 'node:zlib';

/** The partition of a key: the same for ever, since neither this function nor a log's partition count changes. */
export const partitionOf = (key: string, partitions: number): number => crc32(key) % partitions;
