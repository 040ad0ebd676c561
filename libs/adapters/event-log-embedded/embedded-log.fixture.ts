import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@mingxiao/ports/clock/clock';
import type { EventLog, LogRecord, NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import type { EmbeddedEventLog } from './embedded-event-log.js';
import { openEmbeddedLog, type EmbeddedLogOptions } from './embedded-log.js';
import { frameHeaderBytes } from './record-frame.js';
import { segmentName } from './segment.js';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** As latin1 characters, one a byte. */
export const identityOf = (id: string): string => sha256(id).subarray(0, 16).toString('latin1');
export const contentHashOf = (content: string): string => sha256(content).toString('latin1');

/** A record whose identity follows from `id`, and whose value and content hash follow from `content`. */
export const aRecord = (id: string, { key = 'case-1', content = id } = {}): NewLogRecord => ({
  key,
  value: Buffer.from(content),
  headers: { contentHash: sha256(content), identity: sha256(id).subarray(0, 16), parked: null, receivedAt: 1 },
});

/** Calls `check` with a folder that is gone afterwards. */
export const inFolder = async (check: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-log-'));
  try {
    await check(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Opens the log with one partition unless said otherwise, calls `check`, and closes it again. */
export const withLog = async <T>(
  folder: string,
  check: (log: EmbeddedEventLog) => Promise<T>,
  options: Partial<EmbeddedLogOptions> = {},
): Promise<T> => {
  const log = await openEmbeddedLog({ folder, clock: systemClock, partitions: 1, ...options });
  try {
    return await check(log);
  } finally {
    await log.close();
  }
};

export const recordsOf = async (log: EventLog): Promise<readonly LogRecord[]> => {
  const records: LogRecord[] = [];
  const from = Array.from({ length: log.partitions }, () => 0);
  const signal = new AbortController().signal;
  for await (const batch of log.subscribe(from, { signal, untilEnd: true })) records.push(...batch.records);
  return records;
};

/** The values of all records as text, partition by partition. */
export const contentsOf = async (log: EventLog): Promise<readonly string[]> =>
  (await recordsOf(log)).map(({ value }) => Buffer.from(value).toString());

export const segmentPath = (folder: string, base = 0, partition = 0): string =>
  join(folder, `p${partition}`, segmentName(base));

/** Changes one byte of a file; a negative position counts from the end. */
export const flipByte = async (path: string, position: number): Promise<void> => {
  const bytes = await readFile(path);
  const at = position < 0 ? bytes.length + position : position;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  await writeFile(path, bytes);
};

/** `fact 0`, `fact 1`, …, or with another word. */
export const names = (count: number, word = 'fact'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

/** One commit for each. */
export const appendEach = async (log: EmbeddedEventLog, contents: readonly string[]): Promise<void> => {
  for (const content of contents) await log.append([aRecord(content)]);
};

/** The folder as a crash right after the write of `contents` (one commit) would leave it. */
export const crashImage = async (folder: string, before: readonly string[], contents: readonly string[]): Promise<string> => {
  const image = join(folder, 'image');
  let crashing = false;
  const reach = async (point: string): Promise<void> => {
    if (crashing && point === 'after-write') await cp(join(folder, 'log'), image, { recursive: true });
  };
  await withLog(
    join(folder, 'log'),
    async (log) => {
      await appendEach(log, before);
      await log.flushIndex();
      crashing = true;
      await log.append(contents.map((content) => aRecord(content)));
    },
    { failpoints: { reach } },
  );
  return image;
};

/** Where the last record of a segment begins, which holds `content` for case-1. */
export const lastFrameStart = async (path: string, content: string): Promise<number> =>
  (await stat(path)).size - frameHeaderBytes - 'case-1'.length - content.length;
