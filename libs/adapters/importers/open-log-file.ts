import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LogFileFailure } from './log-file-failure.js';

export type LogFile = {
  /** Without its folder. */
  readonly name: string;
  /** Size on disk; for a compressed file, compressed. */
  readonly bytesTotal: number;
  /** The content, unpacked and without a byte order mark. Can be read once. */
  readonly chunks: AsyncIterable<Buffer>;
  /** How much of `bytesTotal` has been read so far. */
  readonly bytesRead: () => number;
  /** Of the bytes on disk. Known once `chunks` has been read to its end. */
  readonly sha256: () => string;
};

const chunkBytes = 128 * 1024;
const mark = { gzip: '1f8b', zip: '504b0304', utf8: 'efbbbf', utf16: ['fffe', 'feff'] };

const firstBytes = async (path: string): Promise<{ readonly start: string; readonly size: number }> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return { start: buffer.subarray(0, bytesRead).toString('hex'), size: (await file.stat()).size };
  } finally {
    await file.close();
  }
};

/** Unpacks by content: names lie, and a file downloaded as `.xes` is often a packed one. */
async function* unpack(packed: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  // The error of either side reaches the loop below through `gunzip`, which the pipeline destroys.
  pipeline(Readable.from(packed), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) {
      throw new LogFileFailure(`${name}: the compressed file is damaged or cut short (${cause.message})`, { cause });
    }
    throw cause;
  }
}

async function* withoutMark(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield stripMark(head, name);
    head = null;
  }
  if (head !== null && head.length > 0) yield stripMark(head, name);
}

const stripMark = (head: Buffer, name: string): Buffer => {
  const start = head.subarray(0, 3).toString('hex');
  if (mark.utf16.some((utf16) => start.startsWith(utf16))) throw new LogFileFailure(`${name}: the file is UTF-16: save it as UTF-8`);
  return start === mark.utf8 ? head.subarray(3) : head;
};

/** Opens a log for one streaming read. Memory stays bounded whatever the size, packed or not. */
export const openLogFile = async (path: string, signal?: AbortSignal): Promise<LogFile> => {
  const name = basename(path);
  const { start, size } = await firstBytes(path);
  if (start === mark.zip) throw new LogFileFailure(`${name}: this is a zip archive (or a spreadsheet): unpack it, or save it as CSV`);
  const hash = createHash('sha256');
  let bytesRead = 0;
  async function* onDisk(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes, ...(signal === undefined ? {} : { signal }) })) {
      hash.update(chunk as Buffer);
      bytesRead += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
  const content = start.startsWith(mark.gzip) ? unpack(onDisk(), name) : onDisk();
  return { name, bytesTotal: size, chunks: withoutMark(content, name), bytesRead: () => bytesRead, sha256: () => hash.copy().digest('hex') };
};
