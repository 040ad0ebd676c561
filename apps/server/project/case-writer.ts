import { joinBatches, packBatch } from '@mingxiao/adapters/analytics-clickhouse/packed-batches';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedBatch } from '@mingxiao/ports/analytics-store/packed-batch';
import { toCaseColumns } from '@mingxiao/projections/cases/cases.columns';
import type { ModelTables } from '@mingxiao/projections/models/model-tables';
import { toSignalColumns } from '@mingxiao/projections/signals/signals.columns';
import type { Folded } from './fold-cases.js';

const casesPerInsert = 20_000;
/** Folded cases that wait as objects: so few that most of them die young, which the garbage collector does at little cost. */
const casesPerPacking = 500;

/** Gathers folded cases into inserts into one model's tables; the next ones are folded while an insert is under way. */
export class CaseWriter {
  private cases: Folded[] = [];
  private packed: { readonly cases: PackedBatch; readonly signals: PackedBatch }[] = [];
  private count = 0;
  private inserting: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: AnalyticsStore,
    private readonly tables: ModelTables,
    private readonly epoch: number,
    private readonly onWritten: (count: number) => void = () => undefined,
  ) {}

  add(folded: Folded): void {
    this.cases.push(folded);
    if (this.cases.length >= casesPerPacking) this.pack();
  }

  async writeFull(): Promise<void> {
    if (this.count >= casesPerInsert) await this.write();
  }

  async writeAll(): Promise<void> {
    await this.write();
    await this.inserting;
  }

  private pack(): void {
    const { cases, epoch } = this;
    this.cases = [];
    this.count += cases.length;
    this.packed.push({ cases: packBatch(toCaseColumns(epoch, cases)), signals: packBatch(toSignalColumns(epoch, cases)) });
  }

  private async write(): Promise<void> {
    if (this.cases.length > 0) this.pack();
    const batch = this.packed;
    this.packed = [];
    this.count = 0;
    await this.inserting;
    this.inserting = this.insert(batch);
    this.inserting.catch(() => undefined);
  }

  private async insert(batch: CaseWriter['packed']): Promise<void> {
    const cases = joinBatches(batch.map((part) => part.cases));
    const signals = joinBatches(batch.map((part) => part.signals));
    await Promise.all([this.store.insert(this.tables.cases, cases), this.store.insert(this.tables.signals, signals)]);
    this.onWritten(cases.rows);
  }
}
