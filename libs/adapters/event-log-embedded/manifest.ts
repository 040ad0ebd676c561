import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogDamaged } from '@mingxiao/ports/event-log/event-log';
import { replaceDurably } from './durable-files.js';

/** What a log is, written once when it is made. */
export type Manifest = { readonly format: 1; readonly generation: string; readonly partitions: number };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The manifest of the log in `folder`; makes a new log where there is none. The number of partitions of an
 * existing log never changes: keys would move to other partitions. Throws LogDamaged.
 */
export const readOrCreateManifest = async (folder: string, partitions: number): Promise<Manifest> => {
  const path = join(folder, 'log.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) return parseManifest(path, text);
  await refuseOrphans(folder, path);
  const manifest: Manifest = { format: 1, generation: randomUUID(), partitions };
  await replaceDurably(path, `${JSON.stringify(manifest)}\n`);
  return manifest;
};

/** Throws LogDamaged on what cannot be a manifest. */
export const parseManifest = (path: string, text: string): Manifest => {
  const found = parsed(path, text);
  if (found.format !== 1) throw new LogDamaged(`${path}: unknown format ${String(found.format)}`);
  const { generation, partitions } = found;
  if (typeof generation !== 'string' || !uuid.test(generation) || !isPartitionCount(partitions)) {
    throw new LogDamaged(`${path}: generation or partitions make no sense`);
  }
  return { format: 1, generation, partitions };
};

const parsed = (path: string, text: string): Partial<Record<keyof Manifest, unknown>> => {
  try {
    return Object(JSON.parse(text)) as Partial<Record<keyof Manifest, unknown>>;
  } catch (cause) {
    throw new LogDamaged(`${path}: not JSON`, { cause });
  }
};

/** Whether a log can have that many partitions. */
export const isPartitionCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= 1_024;

/** Partitions without a manifest are a log that lost it: a new generation would disown their records. */
const refuseOrphans = async (folder: string, path: string): Promise<void> => {
  const orphan = (await readdir(folder)).find((name) => /^p\d+$/.test(name));
  if (orphan !== undefined) throw new LogDamaged(`${path} is missing though ${orphan} is there`);
};
