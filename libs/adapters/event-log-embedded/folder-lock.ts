/// <reference path="./fs-native-extensions.d.ts" />
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { LogHeldElsewhere } from '@mingxiao/ports/event-log/event-log';
import { tryLock } from 'fs-native-extensions';

export type FolderLock = { release(): Promise<void> };

/**
 * Makes this opening the only one of the folder, against other processes and against this one. The operating
 * system drops the lock with the process, so a killed process leaves nothing to clean up.
 * Throws LogHeldElsewhere.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const file = await open(join(folder, 'lock'), 'a+');
  if (!tryLock(file.fd)) {
    await file.close();
    throw new LogHeldElsewhere(`the log in ${folder} is open already, in another process or in this one`);
  }
  return { release: () => file.close() };
};
