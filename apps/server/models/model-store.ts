import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { liveModel, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { createTable, dropTable, type TableCommand } from '@mingxiao/projections/models/table-commands';
import { withFragments } from '@mingxiao/projections/named-read';
import { sqlOf } from '../query/sql-text.js';
import { ANALYTICS_STORE } from '../tokens.js';

/** Makes and drops the tables of models beside the live one. */
@Injectable()
export class ModelStore {
  constructor(@Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore) {}

  /** Makes a model's tables where they are not there yet. */
  async create(model: string): Promise<void> {
    for (const [table, like] of pairs(model)) await this.run(createTable, { table, like });
  }

  /** Drops a model's tables; those that are gone already are no failure. Throws on the live model: it must never be dropped. */
  async drop(model: string): Promise<void> {
    if (model === liveModel) throw new Error('the live model cannot be dropped');
    for (const [table] of pairs(model)) await this.run(dropTable, { table });
  }

  private run({ file }: TableCommand, fragments: Readonly<Record<string, string>>): Promise<void> {
    return this.store.command(withFragments(sqlOf(file), fragments));
  }
}

/** Each table of a model with the live one in its place. */
const pairs = (model: string): readonly (readonly [string, string])[] => {
  const tables = tablesOfModel(model);
  const live = tablesOfModel(liveModel);
  return [
    [tables.cases, live.cases],
    [tables.signals, live.signals],
    [tables.joints, live.joints],
  ];
};
