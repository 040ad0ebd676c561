import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';

export type Database = RootDatabase<Buffer, Uint8Array>;

/** Every commit is synced in order, so that a power cut leaves an older index, never a broken one. */
export const openDatabase = (path: string): Database =>
  open<Buffer, Uint8Array>({
    path,
    keyEncoding: 'binary',
    encoding: 'binary',
    cache: false,
    compression: false,
    overlappingSync: false,
    noMemInit: true,
    // Else a failed batch also rejects a promise that nobody can reach, which ends the process.
    eventTurnBatching: false,
  });

/** The engine does not survive the attempt to open a file that is none of its own. */
export const looksLikeAnIndex = async (path: string): Promise<boolean> => {
  const file = await openFile(join(path, 'data.mdb'), 'r').catch(() => null);
  if (file === null) return false;
  try {
    const head = Buffer.alloc(28);
    await file.read(head, 0, head.length, 0);
    return head.readUInt32LE(24) === 0xbeefc0de && (await file.stat()).size >= 8_192;
  } finally {
    await file.close();
  }
};

/** The engine hangs a second promise on the error of a failed batch, which rejects as well. */
export const quieten = (error: unknown): void => {
  const { commitError } = Object(error) as { commitError?: Promise<unknown> };
  commitError?.catch(() => undefined);
};
