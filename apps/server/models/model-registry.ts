import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { modelsTable, toModelColumns, type ModelRecord } from '@mingxiao/projections/models/models.columns';
import { factTablesOf, liveModel, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { allModels, tableColumns } from '@mingxiao/projections/models/models.reads';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, CLOCK, SHARED } from '../tokens.js';
import { toMadeBy } from './model-name.js';

/** Which models stand beside the live one and what each rests on. Kept in the store, and read from it once where nobody else writes it. */
@Injectable()
export class ModelRegistry {
  private loading: Promise<Map<string, ModelRecord>> | null = null;
  private making: Promise<string> | null = null;

  constructor(
    @Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SHARED) private readonly shared: boolean,
    private readonly reads: Reads,
  ) {}

  /** Every model that ever was, dropped ones included, in the order they were made. */
  async all(): Promise<readonly ModelRecord[]> {
    return [...(await this.loaded()).values()];
  }

  async find(name: string): Promise<ModelRecord | null> {
    return (await this.loaded()).get(name) ?? null;
  }

  /** Durable when it resolves. */
  async save(changed: Omit<ModelRecord, 'revision'>): Promise<ModelRecord> {
    const models = await this.loaded();
    const before = models.get(changed.name)?.revision ?? 0n;
    const now = BigInt(this.clock.now());
    const record: ModelRecord = { ...changed, revision: now > before ? now : before + 1n };
    models.set(record.name, record);
    await this.store.insert(modelsTable, toModelColumns([record]));
    return record;
  }

  /** What this program folds with, into which tables: models made otherwise are not read and not put in place. */
  madeBy(): Promise<string> {
    const tables = [...Object.values(tablesOfModel(liveModel)), ...Object.values(factTablesOf(liveModel))];
    this.making ??= this.reads.all(tableColumns, { tables }).then(toMadeBy, (error: unknown) => {
      this.making = null;
      throw error;
    });
    return this.making;
  }

  private loaded(): Promise<Map<string, ModelRecord>> {
    if (this.shared) return this.load();
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<Map<string, ModelRecord>> {
    return new Map((await this.reads.all(allModels)).map((record) => [record.name, record]));
  }
}
