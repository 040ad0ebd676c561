import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { ChangeSignal } from './change-signal.js';
import { openDurableEnds, type DurableEnds } from './durable-ends.js';
import { EmbeddedEventLog } from './embedded-event-log.js';
import type { Failpoints } from './failpoints.js';
import { lockFolder } from './folder-lock.js';
import { GroupCommit } from './group-commit.js';
import { IdentityIndexer } from './identity-indexer.js';
import { IdentityStore } from './identity-store.js';
import { toLatin1 } from './latin1.js';
import { isPartitionCount, readOrCreateManifest, type Manifest } from './manifest.js';
import { Partition, type Staged } from './partition.js';
import { recoverPartition, type RecoveredPartition } from './partition-recovery.js';
import { frameContentHash, frameIdentity, frameOffset } from './record-frame.js';
import type { ScanVisitor } from './segment-scan.js';

export type EmbeddedLogOptions = {
  readonly folder: string;
  readonly clock: Clock;
  /** Only for a log that is made by this call; an existing one keeps its own number. */
  readonly partitions?: number;
  readonly segmentBytesMax?: number;
  /** What may wait to be written before `append` refuses at once. */
  readonly queueBytesMax?: number;
  readonly commitBytesMax?: number;
  /** Identities per volume of the index. */
  readonly indexVolumeSize?: number;
  readonly failpoints?: Failpoints;
  /** Called once when the log has stopped for good. By default the error is thrown where nobody catches it. */
  readonly onFatal?: (error: Error) => void;
};

const MiB = 1024 * 1024;
const indexBatchMax = 32_768;
const indexBacklogMax = 262_144;

const dieOf = (error: Error): void => {
  setImmediate(() => {
    throw error;
  });
};

type Closers = (() => Promise<void>)[];

/**
 * Opens the log in a folder, or makes one, after checking every record of it. Throws LogHeldElsewhere, or LogDamaged
 * with file, byte and offset. The folder holds: log.json (what the log is), p0 … (the records, in segments), ends
 * (how far they were durable), lock, and index (disposable, made anew from the records).
 */
export const openEmbeddedLog = async (options: EmbeddedLogOptions): Promise<EmbeddedEventLog> => {
  const partitions = options.partitions ?? 4;
  if (!isPartitionCount(partitions)) throw new RangeError(`a log cannot have ${partitions} partitions`);
  await mkdir(options.folder, { recursive: true });
  const lock = await lockFolder(options.folder);
  const closers: Closers = [() => lock.release()];
  try {
    const manifest = await readOrCreateManifest(options.folder, partitions);
    return await openLocked(options, manifest, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};

const closeAll = async (closers: Closers): Promise<void> => {
  for (const close of closers.reverse()) await close();
};

const openLocked = async (
  options: EmbeddedLogOptions,
  manifest: Manifest,
  closers: Closers,
): Promise<EmbeddedEventLog> => {
  const ends = await openDurableEnds(options.folder, manifest.partitions);
  closers.push(() => ends.close());
  const indexer = await openIndexer(options, manifest);
  closers.push(() => indexer.close());
  const partitions = (await recoverAll(options, manifest, { ends, indexer })).map((recovered) => {
    const partition = new Partition(recovered, {
      segmentBytesMax: options.segmentBytesMax ?? 64 * MiB,
      onRolled: () => options.failpoints?.reach('segment-rolled'),
    });
    closers.push(() => partition.close());
    return partition;
  });
  const changes = new ChangeSignal();
  const commits = startCommits(options, partitions, { ends, indexer, changes });
  indexer.added();
  return new EmbeddedEventLog({
    generation: manifest.generation,
    partitions,
    commits,
    indexer,
    changes,
    release: () => closeAll(closers),
  });
};

const openIndexer = async (options: EmbeddedLogOptions, manifest: Manifest): Promise<IdentityIndexer> => {
  const { generation, partitions } = manifest;
  const volumeSize = options.indexVolumeSize ?? 262_144;
  const store = await IdentityStore.open(options.folder, { generation, partitions, volumeSize });
  return new IdentityIndexer(store, {
    batchMax: indexBatchMax,
    backlogMax: indexBacklogMax,
    onIndexed: () => options.failpoints?.reach('after-index'),
  });
};

type Bookkeeping = { readonly ends: DurableEnds; readonly indexer: IdentityIndexer };

/** All partitions at once: one reads while another checks. Brings the index up to date on the way. */
const recoverAll = async (
  { folder }: EmbeddedLogOptions,
  { generation, partitions }: Manifest,
  { ends, indexer }: Bookkeeping,
): Promise<readonly RecoveredPartition[]> => {
  const indexed = [...indexer.nexts];
  const outcomes = await Promise.allSettled(
    ends.found.map((end, partition) =>
      recoverPartition({
        place: { folder: join(folder, `p${partition}`), partition, generation },
        vouched: Math.max(end, indexed[partition] ?? 0),
        visitor: visitorOf(indexer, partition),
      }),
    ),
  );
  const recovered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed === undefined && recovered.length === partitions) return recovered;
  await Promise.all(recovered.map(({ file }) => file.close()));
  throw failed?.reason;
};

const visitorOf = (indexer: IdentityIndexer, partition: number): ScanVisitor => {
  const from = indexer.nexts[partition] ?? 0;
  return {
    record: (chunk, at) => {
      const offset = frameOffset(chunk, at);
      if (offset < from) return;
      const identity = toLatin1(frameIdentity(chunk, at));
      indexer.add({ identity, contentHash: toLatin1(frameContentHash(chunk, at)), partition, offset });
    },
    room: () => indexer.makeRoom(),
  };
};

const startCommits = (
  options: EmbeddedLogOptions,
  partitions: readonly Partition[],
  { ends, indexer, changes }: Bookkeeping & { readonly changes: ChangeSignal },
): GroupCommit =>
  new GroupCommit({
    partitions,
    now: () => options.clock.now(),
    queueBytesMax: options.queueBytesMax ?? 64 * MiB,
    commitBytesMax: options.commitBytesMax ?? 16 * MiB,
    failpoints: options.failpoints ?? null,
    room: () => roomInIndex(indexer),
    onDurable: (staged) => {
      ends.write(partitions.map(({ next }) => next));
      for (const part of staged) indexStaged(indexer, part);
      indexer.added();
      changes.notify();
    },
    onFatal: options.onFatal ?? dieOf,
  });

/** An index that falls behind for good would fill the memory. */
const roomInIndex = async (indexer: IdentityIndexer): Promise<void> => {
  try {
    await indexer.makeRoom();
  } catch (cause) {
    throw new LogUnavailable(`the index of the log cannot be written: ${String(cause)}`, { cause });
  }
};

const indexStaged = (indexer: IdentityIndexer, { partition, first, records }: Staged): void => {
  records.forEach(({ identity, contentHash }, index) => {
    indexer.add({ identity, contentHash, partition: partition.index, offset: first + index });
  });
};
