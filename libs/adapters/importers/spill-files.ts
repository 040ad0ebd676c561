import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawCase } from '@mingxiao/domain/imports/raw-case';

/** Pieces of cases set aside on disk, so that all pieces of a case are in one file and each file fits in memory. */
export type SpillFiles = {
  readonly put: (pieces: readonly RawCase[]) => Promise<void>;
  /** One list per file; can be read once, after the last `put`. */
  readonly read: () => AsyncGenerator<AsyncIterable<RawCase>>;
  readonly close: () => Promise<void>;
};

/** FNV-1a: spreads case ids over files, nothing more. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
};

const openFiles = async (count: number): Promise<readonly FileHandle[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'mingxiao-import-'));
  const files: FileHandle[] = [];
  try {
    for (let index = 0; index < count; index += 1) files.push(await open(join(folder, String(index)), 'wx+', 0o600));
  } finally {
    // The handles stay usable without the names, and a process that is killed leaves no case data behind.
    await rm(folder, { recursive: true, force: true });
  }
  return files;
};

const write = async (files: readonly FileHandle[], pieces: readonly RawCase[]): Promise<void> => {
  const texts = files.map(() => [] as string[]);
  for (const piece of pieces) texts[hashOf(piece.caseId) % files.length]?.push(JSON.stringify(piece), '\n');
  await Promise.all(files.map((file, index) => writeAll(file, texts[index] ?? [])));
};

/** Through `appendFile`, since a bare write may be short on a full disk. */
const writeAll = async (file: FileHandle, texts: readonly string[]): Promise<void> => {
  if (texts.length > 0) await file.appendFile(texts.join(''));
};

async function* piecesIn(file: FileHandle): AsyncGenerator<RawCase> {
  for await (const line of file.readLines({ start: 0, autoClose: false })) yield JSON.parse(line) as RawCase;
}

/** Opens the temporary files. 64 of them hold logs of several gigabytes in pieces that fit in memory one by one. */
export const openSpillFiles = async (count = 64): Promise<SpillFiles> => {
  const files = await openFiles(count);
  async function* read() {
    for (const file of files) yield piecesIn(file);
  }
  return {
    put: (pieces) => write(files, pieces),
    read,
    close: async () => void (await Promise.all(files.map((file) => file.close()))),
  };
};
