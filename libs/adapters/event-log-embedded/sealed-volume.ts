import { closeSync, openSync, readSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { syncData, syncFolder, writeFully } from './durable-files.js';
import { IdentityFilter, type IdentityHash } from './identity-filter.js';
import { contentHashBytes, identityBytes } from './record-frame.js';

/*
 * A full volume of the index in a file of its own, little-endian:
 *    0 u32 mark   4 u32 CRC-32 of everything from byte 8 on   8 u32 number of entries   12 u32 words of the filter
 *   16 the filter, then the entries in the order of their identities: identity (16 bytes), content hash (32 bytes)
 */
const mark = 0x4c4f5631;
const headBytes = 16;
export const entryBytes = identityBytes + contentHashBytes;

/** Entries are found by the first 12 bits of their identity, a hash: some 64 of them share these in a volume of usual size. */
const foldings = 4096;
const folding = (first: number, second: number): number => (first << 4) | (second >> 4);

/** Read from disk on demand: no page of it stays in memory, as pages of a mapped file would. */
export type SealedVolume = {
  /** The content hash under an identity, both as latin1 characters; null when it is not here. */
  readonly find: (identity: string, hash: IdentityHash) => string | null;
  readonly close: () => void;
};

export const sealedPath = (folder: string, volume: number): string => join(folder, `volume-${volume}`);

/** Durable when it resolves; until then the path holds what it held before. `entries`: as in the file. */
export const writeSealedVolume = async (path: string, filter: IdentityFilter, entries: Buffer): Promise<void> => {
  const { words } = filter;
  const bytes = Buffer.concat([Buffer.alloc(headBytes), Buffer.from(words.buffer, words.byteOffset, words.byteLength), entries]);
  bytes.writeUInt32LE(mark, 0);
  bytes.writeUInt32LE(entries.length / entryBytes, 8);
  bytes.writeUInt32LE(words.length, 12);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  const draft = `${path}.draft`;
  const file = await open(draft, 'w');
  try {
    await writeFully(file, bytes, 0);
    await syncData(file, draft);
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
};

/** Throws where the file is not there or not sound: the index is then made anew. */
export const openSealedVolume = async (path: string): Promise<SealedVolume> => {
  const bytes = await readFile(path);
  const count = bytes.length < headBytes ? 0 : bytes.readUInt32LE(8);
  const begin = headBytes + (count === 0 ? 0 : bytes.readUInt32LE(12) * 4);
  const sound = count > 0 && bytes.length === begin + count * entryBytes && bytes.readUInt32LE(0) === mark;
  if (!sound || crc32(bytes.subarray(8)) !== bytes.readUInt32LE(4)) throw new Error(`${path} is no sound volume of the index`);
  const filter = new IdentityFilter(new Uint32Array(Uint8Array.from(bytes.subarray(headBytes, begin)).buffer));
  const starts = startsOf(bytes.subarray(begin));
  const file = openSync(path, 'r');
  const find = (identity: string): string | null => {
    const fold = folding(identity.charCodeAt(0), identity.charCodeAt(1));
    const [from, to] = [starts[fold] as number, starts[fold + 1] as number];
    const entries = Buffer.allocUnsafe((to - from) * entryBytes);
    readSync(file, entries, 0, entries.length, begin + from * entryBytes);
    return findAmong(entries, identity);
  };
  return { find: (identity, hash) => (filter.mayHave(hash) ? find(identity) : null), close: () => closeSync(file) };
};

/** Per folding, the first of its entries; behind the last folding their number. */
const startsOf = (entries: Buffer): Uint32Array => {
  const starts = new Uint32Array(foldings + 1);
  for (let at = 0; at < entries.length; at += entryBytes) {
    const fold = folding(entries[at] as number, entries[at + 1] as number);
    starts[fold + 1] = (starts[fold + 1] as number) + 1;
  }
  for (let fold = 0; fold < foldings; fold += 1) starts[fold + 1] = (starts[fold + 1] as number) + (starts[fold] as number);
  return starts;
};

const findAmong = (entries: Buffer, identity: string): string | null => {
  for (let at = 0; at < entries.length; at += entryBytes) {
    if (entries.toString('latin1', at, at + identityBytes) === identity) return entries.toString('latin1', at + identityBytes, at + entryBytes);
  }
  return null;
};
