import type { LogBatch, SubscribeOptions } from '@mingxiao/ports/event-log/event-log';
import type { ChangeSignal } from './change-signal.js';
import type { ReadablePartition } from './partition.js';
import { PartitionCursor } from './partition-cursor.js';

const batchRecordsDefault = 10_000;
const batchBytesDefault = 8 * 1024 * 1024;

export type Subscription = {
  readonly partitions: readonly ReadablePartition[];
  readonly from: readonly number[];
  readonly options: SubscribeOptions;
  /** Aborts when the subscriber or the log ends. */
  readonly signal: AbortSignal;
  readonly changes: ChangeSignal;
};

/** Throws RangeError where `from` does not fit the log: a reader that is ahead of it has followed another one. */
export const checkStart = (partitions: readonly ReadablePartition[], from: readonly number[]): void => {
  if (from.length !== partitions.length) {
    throw new RangeError(`${from.length} offsets for ${partitions.length} partitions`);
  }
  partitions.forEach(({ next }, index) => {
    const offset = from[index] ?? -1;
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > next) {
      throw new RangeError(`offset ${offset} of partition ${index}, which ends at ${next}`);
    }
  });
};

/** Batches of the partitions in turn; without `ends` it waits for more, without polling. */
export async function* readBatches(
  subscription: Subscription,
  ends: readonly number[] | null,
): AsyncGenerator<LogBatch, void, void> {
  const { partitions, from, options, signal, changes } = subscription;
  const limits = {
    recordsMax: options.batchRecordsMax ?? batchRecordsDefault,
    bytesMax: options.batchBytesMax ?? batchBytesDefault,
  };
  const cursors = partitions.map((partition, index) => new PartitionCursor(partition, from[index] ?? 0, limits));
  try {
    while (!signal.aborted) {
      const delivered = yield* oneRound(subscription, cursors, ends);
      if (!delivered && ends !== null) return;
      if (!delivered) await changes.wait(signal);
    }
  } finally {
    await Promise.all(cursors.map((cursor) => cursor.close()));
  }
}

async function* oneRound(
  { partitions, signal }: Subscription,
  cursors: readonly PartitionCursor[],
  ends: readonly number[] | null,
): AsyncGenerator<LogBatch, boolean, void> {
  let delivered = false;
  for (const [index, cursor] of cursors.entries()) {
    const end = ends?.[index] ?? partitions[index]?.next ?? 0;
    if (signal.aborted || cursor.next >= end) continue;
    delivered = true;
    const records = await cursor.take(end);
    if (!signal.aborted) yield { partition: index, records };
  }
  return delivered;
}
