import type { EventLog, LogRecord, NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { inOrderOfStorage } from './in-order-of-storage.js';

const batchRecords = 2_000;
const batchBytes = 4 * 1_048_576;

/** A log that says where a key goes. */
export type CopyTarget = EventLog & { partitionOf(key: string): number };

export type CopyProgress = { readonly copied: number; readonly total: number };

/** The target holds something that is not the beginning of this copy. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
}

/**
 * Copies everything `from` holds at the call, key, bytes, headers and the instant it was stored, in the order it was
 * stored. That order is always the same, so what a partition of the target holds already tells how much of it is done:
 * begun again after a kill it goes on there. Throws CopyRefused when the last record of a partition is not the one that
 * the copy would have put there, LogUnavailable when the target takes nothing now: then begin again.
 */
export const copyLog = async (from: EventLog, to: CopyTarget, onProgress: (progress: CopyProgress) => void): Promise<CopyProgress> => {
  const ends = await from.end();
  const total = ends.reduce((sum, end) => sum + end, 0);
  const present = new Present(to, [...(await to.end())]);
  let copied = 0;
  let waiting: NewLogRecord[] = [];
  let bytes = 0;
  const flush = async () => {
    await to.append(waiting);
    copied += waiting.length;
    waiting = [];
    bytes = 0;
    onProgress({ copied, total });
  };
  for await (const record of inOrderOfStorage(from, ends)) {
    const given = toCopy(record);
    if (await present.has(given)) copied += 1;
    else {
      waiting.push(given);
      bytes += given.value.byteLength;
    }
    if (waiting.length >= batchRecords || bytes >= batchBytes) await flush();
  }
  present.expectNothingMore();
  await flush();
  return { copied, total };
};

const toCopy = ({ key, value, headers, storedAt, offset }: LogRecord): NewLogRecord => {
  if (headers === null) throw new CopyRefused(`the record at offset ${offset} (key ${key}) was not written by this program; such a log cannot be copied`);
  return { key, value, headers, storedAt };
};

/** What an earlier run has left in the target: of each partition, its first so many records. */
class Present {
  private readonly seen: number[];

  constructor(
    private readonly to: CopyTarget,
    private readonly ends: readonly number[],
  ) {
    this.seen = ends.map(() => 0);
  }

  async has(record: NewLogRecord): Promise<boolean> {
    const partition = this.to.partitionOf(record.key);
    const index = this.seen[partition] ?? 0;
    this.seen[partition] = index + 1;
    const end = this.ends[partition] ?? 0;
    if (index >= end) return false;
    if (index === end - 1) expectSame(await this.to.read({ partition, offset: index }), record, partition);
    return true;
  }

  expectNothingMore(): void {
    const longer = this.ends.findIndex((end, partition) => end > (this.seen[partition] ?? 0));
    if (longer >= 0) throw new CopyRefused(`partition ${longer} of the target holds more than the log that is copied: ${refusal}`);
  }
}

const refusal = 'copy into an empty topic of its own (MINGXIAO_KAFKA_TOPIC)';

const expectSame = (found: LogRecord | null, record: NewLogRecord, partition: number): void => {
  if (found !== null && found.key === record.key && found.storedAt === record.storedAt && Buffer.compare(found.value, record.value) === 0) return;
  throw new CopyRefused(`partition ${partition} of the target ends with something else than this copy would have put there: ${refusal}`);
};
