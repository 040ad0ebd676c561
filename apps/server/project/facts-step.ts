import { setTimeout as pause } from 'node:timers/promises';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog, LogBatch, PartitionGroup } from '@mingxiao/ports/event-log/event-log';
import { factsPosition, ledgerGaps } from '@mingxiao/projections/folding/folding.reads';
import { factTablesOf, liveModel } from '@mingxiao/projections/models/model-tables';
import type { Reads } from '../query/reads.js';
import { GatheredRecords } from './gathered-records.js';

/** Rows that wait while an insert is under way, and so what the next one carries: large enough for the engine, small enough for memory. */
const waitingRowsMax = 50_000;
/** So few at once that what is read from them is laid out before it grows old. */
const recordsPerBatch = 2_000;
const gatherMilliseconds = 40;

/** Who else must know which partitions are this process's own. Both are awaited before anything goes on. */
export type PartitionChanges = {
  readonly onAssigned: (partitions: readonly number[]) => Promise<void>;
  readonly onRevoked: () => Promise<void>;
};

/**
 * Step one: copies facts from the log into ClickHouse and notes in the ledger what became of every record. Resumes from
 * the ledger. Facts first, ledger second: a crash between the two copies the same facts again, which changes nothing.
 */
export class FactsStep {
  /** Per partition, the first offset that is not in the ledger yet. */
  position: number[] = [];
  /** Partitions whose records are taken. */
  private owned: ReadonlySet<number> = new Set();
  private waiting: GatheredRecords;
  /** Inserts what waits, one insert after another; null when nothing waits. */
  private pump: Promise<void> | null = null;
  /** One insert and the moment of gathering after it. */
  private turn: Promise<void> = Promise.resolve();
  private failure: unknown = null;
  /** Ends the delivery under way: with nothing new in the log nobody would come by to hear of a failed insert. */
  private broken = new AbortController();

  constructor(
    private readonly log: EventLog,
    private readonly store: AnalyticsStore,
    private readonly reads: Reads,
    private readonly onProgress: (touchedReference: boolean) => void,
    private readonly tables = factTablesOf(liveModel),
  ) {
    this.waiting = new GatheredRecords(log.generation);
  }

  /** Finds where to go on with some partitions, all unless they are named: behind the last record without a gap before it. */
  async resume(owned?: readonly number[]): Promise<void> {
    await this.pump;
    this.waiting = new GatheredRecords(this.log.generation);
    this.failure = null;
    const { generation, partitions } = this.log;
    const [rows, gaps] = await Promise.all([this.reads.all(factsPosition, { generation }), this.reads.all(ledgerGaps, { generation })]);
    this.position = Array.from({ length: partitions }, (_, partition) => {
      const gap = gaps.find(({ log_partition }) => log_partition === partition);
      return gap?.from_offset ?? rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0;
    });
    this.owned = new Set(owned ?? this.position.keys());
  }

  /** Runs until the signal aborts; with `untilEnd` until the log's present end is in the store, or all that lies below `upTo`. */
  async run(signal: AbortSignal, untilEnd = false, upTo: readonly number[] = []): Promise<void> {
    await this.copy(this.log.subscribe(this.position, { signal: this.orBroken(signal), untilEnd, batchRecordsMax: recordsPerBatch }), upTo);
  }

  /** Runs on the partitions that a group gives this process, until the signal aborts. `changes` hears of them as the group does. */
  async runShared(signal: AbortSignal, name: string, changes: PartitionChanges): Promise<void> {
    const group: PartitionGroup = {
      name,
      onAssigned: async (partitions) => {
        await this.resume(partitions);
        await changes.onAssigned(partitions);
        return new Map(partitions.map((partition) => [partition, this.position[partition] ?? 0]));
      },
      onRevoked: async () => {
        this.owned = new Set();
        await Promise.all([this.pump, changes.onRevoked()]);
      },
    };
    await this.copy(this.log.subscribe([], { signal: this.orBroken(signal), group, batchRecordsMax: recordsPerBatch }), []);
  }

  private orBroken(signal: AbortSignal): AbortSignal {
    this.broken = new AbortController();
    return AbortSignal.any([signal, this.broken.signal]);
  }

  private async copy(batches: AsyncIterable<LogBatch>, upTo: readonly number[]): Promise<void> {
    for await (const { partition, records } of batches) {
      const end = upTo[partition] ?? Infinity;
      if (this.owned.has(partition)) await this.add({ partition, records: records.filter(({ offset }) => offset < end) });
    }
    await this.pump;
    this.throwFailure();
  }

  /** Reads the next records while the insert before them is under way; waits only when enough lies here. */
  private async add(batch: LogBatch): Promise<void> {
    this.waiting.add(batch);
    // With nothing to insert it would end before it is noted as under way, and stay noted for ever.
    if (this.waiting.rows > 0) this.pump ??= this.insertWaiting();
    while (this.waiting.rows >= waitingRowsMax && this.pump !== null) await this.turn;
    this.throwFailure();
    // A backlog must not starve the requests of this process.
    await new Promise((resolve) => setImmediate(resolve));
  }

  private async insertWaiting(): Promise<void> {
    try {
      while (this.waiting.rows > 0) {
        this.turn = this.insertOnce();
        await this.turn;
      }
    } catch (error) {
      this.failure = error;
      this.broken.abort();
    } finally {
      this.pump = null;
    }
  }

  private async insertOnce(): Promise<void> {
    const gathered = this.waiting;
    this.waiting = new GatheredRecords(this.log.generation);
    await this.insert(gathered);
    // Small inserts cost as much as large ones: under a steady stream each gathers what comes in a moment.
    if (this.waiting.rows < waitingRowsMax) await pause(gatherMilliseconds);
  }

  private throwFailure(): void {
    if (this.failure !== null) throw this.failure;
  }

  private async insert(gathered: GatheredRecords): Promise<void> {
    const { cases, reference, ledger } = gathered.joined();
    await Promise.all([this.store.insert(this.tables.events, cases), this.store.insert(this.tables.references, reference)]);
    await this.store.insert(this.tables.ledger, ledger);
    for (const [partition, next] of gathered.nexts) this.position[partition] = next;
    this.onProgress(gathered.mayChangeReference);
  }
}
