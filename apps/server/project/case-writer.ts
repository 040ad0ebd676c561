import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { toCaseColumns } from '@mingxiao/projections/cases/cases.columns';
import type { ModelTables } from '@mingxiao/projections/models/model-tables';
import { toSignalColumns } from '@mingxiao/projections/signals/signals.columns';
import type { Folded } from './fold-cases.js';

const casesPerInsert = 20_000;

/** Gathers folded cases into inserts into one model's tables; the next ones are folded while an insert is under way. */
export class CaseWriter {
  private cases: Folded[] = [];
  private inserting: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: AnalyticsStore,
    private readonly tables: ModelTables,
    private readonly epoch: number,
    private readonly onWritten: (count: number) => void = () => undefined,
  ) {}

  add(folded: Folded): void {
    this.cases.push(folded);
  }

  async writeFull(): Promise<void> {
    if (this.cases.length >= casesPerInsert) await this.write();
  }

  async writeAll(): Promise<void> {
    await this.write();
    await this.inserting;
  }

  private async write(): Promise<void> {
    const batch = this.cases;
    this.cases = [];
    await this.inserting;
    this.inserting = this.insert(batch);
    this.inserting.catch(() => undefined);
  }

  private async insert(batch: readonly Folded[]): Promise<void> {
    await Promise.all([
      this.store.insert(this.tables.cases, toCaseColumns(this.epoch, batch)),
      this.store.insert(this.tables.signals, toSignalColumns(this.epoch, batch)),
    ]);
    this.onWritten(batch.length);
  }
}
