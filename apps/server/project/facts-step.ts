import { setTimeout as pause } from 'node:timers/promises';
import { isReferenceType, mayChangeReference } from '@mingxiao/domain/events/reference-events';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog, LogBatch } from '@mingxiao/ports/event-log/event-log';
import { toFactColumns } from '@mingxiao/projections/facts/facts.columns';
import { toLedgerColumns } from '@mingxiao/projections/ledger/ledger.columns';
import { factsPosition, ledgerGaps } from '@mingxiao/projections/folding/folding.reads';
import { factTablesOf, liveModel } from '@mingxiao/projections/models/model-tables';
import type { Reads } from '../query/reads.js';
import { readRecord, type ReadRecord } from './read-record.js';

/** Rows that one insert carries when there is a backlog: large enough for the engine, small enough for memory. */
const insertRowsMax = 50_000;
/** Rows read ahead of the inserts: a second insert's worth, so that reading and inserting keep each other busy. */
const waitingRowsMax = 2 * insertRowsMax;
const gatherMilliseconds = 40;

/**
 * Step one: copies facts from the log into ClickHouse and notes in the ledger what became of every record. Resumes from
 * the ledger. Facts first, ledger second: a crash between the two copies the same facts again, which changes nothing.
 */
export class FactsStep {
  /** Per partition, the first offset that is not in the ledger yet. */
  position: number[] = [];
  private waiting: ReadRecord[] = [];
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
  ) {}

  /** Finds where to go on: behind the last record without a gap before it. */
  async resume(): Promise<void> {
    await this.pump;
    this.waiting = [];
    this.failure = null;
    const { generation, partitions } = this.log;
    const [rows, gaps] = await Promise.all([this.reads.all(factsPosition, { generation }), this.reads.all(ledgerGaps, { generation })]);
    this.position = Array.from({ length: partitions }, (_, partition) => {
      const gap = gaps.find(({ log_partition }) => log_partition === partition);
      return gap?.from_offset ?? rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0;
    });
  }

  /** Runs until the signal aborts; with `untilEnd` until the log's present end is in the store, or all that lies below `upTo`. */
  async run(signal: AbortSignal, untilEnd = false, upTo: readonly number[] = []): Promise<void> {
    this.broken = new AbortController();
    const either = AbortSignal.any([signal, this.broken.signal]);
    for await (const { partition, records } of this.log.subscribe(this.position, { signal: either, untilEnd })) {
      const end = upTo[partition] ?? Infinity;
      await this.add({ partition, records: records.filter(({ offset }) => offset < end) });
    }
    await this.pump;
    this.throwFailure();
  }

  /** Reads the next records while the insert before them is under way; waits only when enough lies here. */
  private async add({ partition, records }: LogBatch): Promise<void> {
    for (const record of records) this.waiting.push(readRecord(partition, record));
    this.pump ??= this.insertWaiting();
    while (this.waiting.length >= waitingRowsMax && this.pump !== null) await this.turn;
    this.throwFailure();
    // A backlog must not starve the requests of this process.
    await new Promise((resolve) => setImmediate(resolve));
  }

  private async insertWaiting(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
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
    await this.insert(this.waiting.splice(0, insertRowsMax));
    // Small inserts cost as much as large ones: under a steady stream each gathers what comes in a moment.
    if (this.waiting.length < insertRowsMax) await pause(gatherMilliseconds);
  }

  private throwFailure(): void {
    if (this.failure !== null) throw this.failure;
  }

  private async insert(rows: readonly ReadRecord[]): Promise<void> {
    const events = rows.flatMap(({ event }) => (event === null ? [] : [event]));
    const reference = events.filter(({ type }) => isReferenceType(type));
    const cases = reference.length === 0 ? events : events.filter(({ type }) => !isReferenceType(type));
    await Promise.all([
      this.store.insert(this.tables.events, toFactColumns(cases)),
      this.store.insert(this.tables.references, toFactColumns(reference)),
    ]);
    await this.store.insert(this.tables.ledger, toLedgerColumns(this.log.generation, rows.map(({ entry }) => entry)));
    for (const { entry } of rows) this.position[entry.partition] = entry.offset + 1;
    this.onProgress(events.some(({ type }) => mayChangeReference(type)));
  }
}
