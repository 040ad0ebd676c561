import { joinBatches, packBatch } from '@mingxiao/adapters/analytics-clickhouse/packed-batches';
import { isReferenceType, mayChangeReference } from '@mingxiao/domain/events/reference-events';
import type { LogBatch } from '@mingxiao/ports/event-log/event-log';
import type { PackedBatch } from '@mingxiao/ports/analytics-store/packed-batch';
import { toFactColumns } from '@mingxiao/projections/facts/facts.columns';
import { toLedgerColumns } from '@mingxiao/projections/ledger/ledger.columns';
import { readRecord } from './read-record.js';

/** Records that stand as objects at once: so few that they die young, which the garbage collector does at little cost. */
const recordsPerPacking = 500;

/** Log records on their way into one insert, laid out as columns as soon as they are read. */
export class GatheredRecords {
  rows = 0;
  mayChangeReference = false;
  /** Per partition that has records here, the first offset behind them. */
  readonly nexts = new Map<number, number>();
  private readonly cases: PackedBatch[] = [];
  private readonly reference: PackedBatch[] = [];
  private readonly ledger: PackedBatch[] = [];

  constructor(private readonly generation: string) {}

  add({ partition, records }: LogBatch): void {
    for (let start = 0; start < records.length; start += recordsPerPacking) {
      this.pack({ partition, records: records.slice(start, start + recordsPerPacking) });
    }
  }

  /** What each table gets: facts of cases, facts that define reference data, the ledger. */
  joined(): { readonly cases: PackedBatch; readonly reference: PackedBatch; readonly ledger: PackedBatch } {
    return { cases: joinBatches(this.cases), reference: joinBatches(this.reference), ledger: joinBatches(this.ledger) };
  }

  private pack({ partition, records }: LogBatch): void {
    const read = records.map((record) => readRecord(partition, record));
    const events = read.flatMap(({ event }) => event ?? []);
    const reference = events.filter(({ type }) => isReferenceType(type));
    const cases = reference.length === 0 ? events : events.filter(({ type }) => !isReferenceType(type));
    if (cases.length > 0) this.cases.push(packBatch(toFactColumns(cases)));
    if (reference.length > 0) this.reference.push(packBatch(toFactColumns(reference)));
    this.ledger.push(packBatch(toLedgerColumns(this.generation, read.map(({ entry }) => entry))));
    this.rows += records.length;
    this.mayChangeReference ||= events.some(({ type }) => mayChangeReference(type));
    this.nexts.set(partition, (records.at(-1)?.offset ?? -1) + 1);
  }
}
