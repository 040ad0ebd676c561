import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { LogDamaged } from '@mingxiao/ports/event-log/event-log';
import { cutDurably, syncData, syncFolder } from './durable-files.js';
import { laterCommitFollows, scanSegment, type ScanVisitor } from './segment-scan.js';
import { baseOfName, createSegment, markerOfHeader, segmentHeaderBytes, segmentName } from './segment.js';
import type { Segment, SegmentPlace } from './segment.js';

/** A partition as found on disk: sound up to `next`, ready to be written to. */
export type RecoveredPartition = {
  readonly place: SegmentPlace;
  readonly segments: Segment[];
  readonly next: number;
  readonly lastStoredAt: number;
  /** The last segment, open for writing. */
  readonly file: FileHandle;
};

/** Everything below `vouched` was acknowledged once, so it must be there. */
export type Recovery = { readonly place: SegmentPlace; readonly vouched: number; readonly visitor: ScanVisitor };

type Found = { segments: Segment[]; next: number; lastStoredAt: number };

/**
 * Checks every record of a partition. What an interrupted commit left at the very end is cut off; anything else
 * that is not sound throws LogDamaged, which names file, byte and offset.
 */
export const recoverPartition = async (recovery: Recovery): Promise<RecoveredPartition> => {
  const { place } = recovery;
  await mkdir(place.folder, { recursive: true });
  const bases = await segmentBases(place.folder);
  const found: Found = { segments: [], next: 0, lastStoredAt: 0 };
  for (const [index, base] of bases.entries()) {
    await recoverSegment(recovery, found, { base, last: index === bases.length - 1 });
  }
  if (found.next < recovery.vouched) {
    throw new LogDamaged(
      `${place.folder}: records ${found.next} to ${recovery.vouched - 1} were acknowledged and are gone`,
    );
  }
  return { place, ...found, file: await openLast(place, found) };
};

/** The first offsets of a partition's segments, in order. */
export const segmentBases = async (folder: string): Promise<readonly number[]> =>
  (await readdir(folder))
    .map(baseOfName)
    .filter((base) => base !== null)
    .sort((a, b) => a - b);

const recoverSegment = async (
  recovery: Recovery,
  found: Found,
  { base, last }: { readonly base: number; readonly last: boolean },
): Promise<void> => {
  const { place } = recovery;
  const path = `${place.folder}/${segmentName(base)}`;
  if (base !== found.next) throw new LogDamaged(`${path}: begins at offset ${base}, expected ${found.next}`);
  const file = await open(path, 'r+');
  try {
    const fileBytes = (await file.stat()).size;
    const segment = await segmentOf(file, { path, base, place });
    if (segment === null) {
      await dropUnborn(recovery, path, { base, born: !last || fileBytes > segmentHeaderBytes });
      return;
    }
    const scan = await scanSegment(file, segment, fileBytes, recovery.visitor);
    if (scan.bytes < fileBytes) await cutTail(recovery, { file, segment, last, fileBytes, ...scan });
    segment.bytes = scan.bytes;
    found.segments.push(segment);
    found.next = scan.next;
    found.lastStoredAt = Math.max(found.lastStoredAt, scan.storedAt);
    // What survived a killed process may be in memory only; nobody may be shown it before it is on disk.
    if (last) await syncData(file, path);
  } finally {
    await file.close();
  }
};

/** A segment by its head; null where that is broken. */
export const segmentOf = async (
  file: FileHandle,
  { path, base, place }: { readonly path: string; readonly base: number; readonly place: SegmentPlace },
): Promise<Segment | null> => {
  const header = Buffer.alloc(segmentHeaderBytes);
  await file.read(header, 0, segmentHeaderBytes, 0);
  const marker = markerOfHeader(header, place, base);
  return marker === null ? null : { path, base, marker, marks: [], bytes: segmentHeaderBytes };
};

/** A head is on disk before any record is; a broken one with nothing behind it was never used. */
const dropUnborn = async (
  { place, vouched }: Recovery,
  path: string,
  { base, born }: { readonly base: number; readonly born: boolean },
): Promise<void> => {
  if (born || vouched > base) {
    throw new LogDamaged(`${path}: damaged at byte 0 (the head of the segment), before offset ${base}`);
  }
  await rm(path);
  await syncFolder(place.folder);
};

type Tail = {
  readonly file: FileHandle;
  readonly segment: Segment;
  readonly last: boolean;
  readonly fileBytes: number;
  readonly next: number;
  readonly bytes: number;
};

const cutTail = async ({ vouched }: Recovery, tail: Tail): Promise<void> => {
  await assertUnfinished(vouched, tail);
  await cutDurably(tail.file, tail.segment.path, tail.bytes);
};

/** Throws LogDamaged unless what is not sound at the end of a segment can be nothing but a commit that was interrupted. */
export const assertUnfinished = async (vouched: number, tail: Tail): Promise<void> => {
  const { file, segment, next, bytes, fileBytes } = tail;
  const where = `${segment.path}: damaged at byte ${bytes}, offset ${next}`;
  if (!tail.last) throw new LogDamaged(`${where}; later segments follow`);
  if (vouched > next) throw new LogDamaged(`${where}; it was acknowledged once`);
  if (await laterCommitFollows(file, { segment, byte: bytes, fileBytes }, next)) {
    throw new LogDamaged(`${where}; later records follow`);
  }
};

const openLast = async (place: SegmentPlace, found: Found): Promise<FileHandle> => {
  const last = found.segments.at(-1);
  if (last !== undefined) return open(last.path, 'r+');
  const { segment, file } = await createSegment(place, 0);
  found.segments.push(segment);
  return file;
};
