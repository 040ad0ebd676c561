import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The disk could not say that something is on it. After one such error the next attempt may report success
 * though the data is gone, so nothing that follows can be trusted: the log stops for good.
 */
export class SyncFailed extends Error {
  override readonly name = 'SyncFailed';
}

const surely = async (what: string, act: Promise<void>): Promise<void> => {
  try {
    await act;
  } catch (cause) {
    throw new SyncFailed(`${what} could not be made durable: ${String(cause)}`, { cause });
  }
};

/** Throws SyncFailed. */
export const syncData = (file: FileHandle, path: string): Promise<void> => surely(path, file.datasync());

/** Cuts a file and makes the cut durable. Throws SyncFailed. */
export const cutDurably = async (file: FileHandle, path: string, bytes: number): Promise<void> => {
  await surely(path, file.truncate(bytes));
  await surely(path, file.datasync());
};

/** A new or renamed file is only sure to be found again once its folder is synced. Throws SyncFailed. */
export const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await surely(path, folder.sync());
  } finally {
    await folder.close();
  }
};

/** The file holds either what it held before or all of `content`, whatever happens meanwhile. */
export const replaceDurably = async (path: string, content: string): Promise<void> => {
  const draft = `${path}.draft`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(content);
    await surely(draft, file.sync());
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
};

/** Writes all of `bytes` at `position`; a full disk first writes less than asked and fails at the next attempt. */
export const writeFully = async (file: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    if (bytesWritten === 0) throw new Error('the disk took no bytes');
    written += bytesWritten;
  }
};
