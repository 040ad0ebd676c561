import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A damaged index can take the process down instead of failing, at opening or later. This file is there while the
 * index is in use; what it says at the next opening tells whether the index may be to blame.
 */
export type IndexGuard = {
  /** The process died while it opened the index, or several times in a row while it used it. */
  readonly distrusted: boolean;
  opened(): Promise<void>;
  closed(): Promise<void>;
};

const deathsMax = 3;
const opening = 'opening';

export const guardIndex = async (folder: string): Promise<IndexGuard> => {
  const path = join(folder, 'index-in-use');
  const found = await readFile(path, 'utf8').catch(() => '');
  const deaths = found === '' ? 0 : (Number(found) || 0) + 1;
  const distrusted = found === opening || deaths >= deathsMax;
  // Without room for these few bytes the index is used unguarded.
  const note = (content: string): Promise<void> => writeFile(path, content).catch(() => undefined);
  await note(opening);
  return {
    distrusted,
    opened: () => note(String(distrusted ? 0 : deaths)),
    closed: () => rm(path, { force: true }),
  };
};
