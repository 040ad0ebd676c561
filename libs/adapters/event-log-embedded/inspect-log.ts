import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogDamaged } from '@mingxiao/ports/event-log/event-log';
import { readDurableEnds } from './durable-ends.js';
import { lockFolder } from './folder-lock.js';
import { parseManifest, type Manifest } from './manifest.js';
import { assertUnfinished, segmentBases, segmentOf } from './partition-recovery.js';
import { scanSegment, type ScanVisitor } from './segment-scan.js';
import { segmentHeaderBytes, segmentName, type SegmentPlace } from './segment.js';

/** What a look at a log found. `tailBytes`: left by an interrupted commit; the next opening cuts them off. */
export type LogInspection = { readonly generation: string; readonly records: readonly number[]; readonly tailBytes: number };

type Found = { next: number; tailBytes: number };

const nobody: ScanVisitor = { record: () => undefined, room: () => Promise.resolve() };

/**
 * Checks every record of the log in a folder and changes nothing; null where no log is there. Throws LogHeldElsewhere, or
 * LogDamaged where an opening would refuse. The index is not looked at: it is made anew when it does not fit.
 */
export const inspectLog = async (folder: string): Promise<LogInspection | null> => {
  const path = join(folder, 'log.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const lock = await lockFolder(folder);
  try {
    return await inspectAll(folder, parseManifest(path, text));
  } finally {
    await lock.release();
  }
};

const inspectAll = async (folder: string, { generation, partitions }: Manifest): Promise<LogInspection> => {
  const ends = readDurableEnds(folder, partitions);
  const found = await Promise.all(ends.map((vouched, partition) => inspectPartition({ folder: join(folder, `p${partition}`), partition, generation }, vouched)));
  return { generation, records: found.map(({ next }) => next), tailBytes: found.reduce((sum, { tailBytes }) => sum + tailBytes, 0) };
};

const inspectPartition = async (place: SegmentPlace, vouched: number): Promise<Found> => {
  // An opening makes a folder that is missing; whether something is missing in it, what was acknowledged decides.
  const bases = await segmentBases(place.folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found: Found = { next: 0, tailBytes: 0 };
  for (const [index, base] of bases.entries()) {
    if (base !== found.next) throw new LogDamaged(`${place.folder}/${segmentName(base)}: begins at offset ${base}, expected ${found.next}`);
    await inspectSegment({ place, base, vouched, last: index === bases.length - 1 }, found);
  }
  if (found.next < vouched) throw new LogDamaged(`${place.folder}: records ${found.next} to ${vouched - 1} were acknowledged and are gone`);
  return found;
};

type Part = { readonly place: SegmentPlace; readonly base: number; readonly vouched: number; readonly last: boolean };

const inspectSegment = async ({ place, base, vouched, last }: Part, found: Found): Promise<void> => {
  const path = `${place.folder}/${segmentName(base)}`;
  const file = await open(path, 'r');
  try {
    const fileBytes = (await file.stat()).size;
    const segment = await segmentOf(file, { path, base, place });
    if (segment === null) {
      if (!last || fileBytes > segmentHeaderBytes || vouched > base) throw new LogDamaged(`${path}: damaged at byte 0 (the head of the segment), before offset ${base}`);
      found.tailBytes += fileBytes;
      return;
    }
    const scan = await scanSegment(file, segment, fileBytes, nobody);
    if (scan.bytes < fileBytes) await assertUnfinished(vouched, { file, segment, last, fileBytes, ...scan });
    found.next = scan.next;
    found.tailBytes += fileBytes - scan.bytes;
  } finally {
    await file.close();
  }
};
