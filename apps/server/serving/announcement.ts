import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the server that holds a data folder can be reached. */
const announcement = z.object({ url: z.url(), pid: z.int(), instance: z.string() });
export type Announcement = z.output<typeof announcement>;

const fileOf = (folder: string): string => join(folder, 'server.json');

/** Leaves a note in the data folder, so that a command finds the server that holds it. */
export const announce = async (folder: string, note: Announcement): Promise<void> => {
  await writeFile(`${fileOf(folder)}.new`, JSON.stringify(note));
  await rename(`${fileOf(folder)}.new`, fileOf(folder));
};

export const withdraw = (folder: string): Promise<void> => rm(fileOf(folder), { force: true });

/** The note of the server that holds the folder, or null. It may be stale: the caller asks the server itself. */
export const readAnnouncement = async (folder: string): Promise<Announcement | null> => {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = announcement.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
};
