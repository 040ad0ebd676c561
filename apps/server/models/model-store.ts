import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { liveModel, tablePairs, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { lastWrittenCase, tableIdentities } from '@mingxiao/projections/models/models.reads';
import { createTable, dropTable, exchangeTables, type TableCommand } from '@mingxiao/projections/models/table-commands';
import { withFragments } from '@mingxiao/projections/named-read';
import { Reads } from '../query/reads.js';
import { sqlOf } from '../query/sql-text.js';
import { ANALYTICS_STORE } from '../tokens.js';

/** Makes, drops and exchanges the tables of models beside the live one. */
@Injectable()
export class ModelStore {
  constructor(
    @Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore,
    private readonly reads: Reads,
  ) {}

  /** Makes a model's tables where they are not there yet; with tables for facts of its own when it is made from the log. */
  async create(model: string, fromLog = false): Promise<void> {
    for (const { beside, live } of tablePairs(model, fromLog)) await this.run(createTable, { table: beside, like: live });
  }

  /** Drops all of a model's tables; those that are gone already are no failure. Throws on the live model. */
  async drop(model: string): Promise<void> {
    if (model === liveModel) throw new Error('the live model cannot be dropped');
    for (const { beside } of tablePairs(model, true)) await this.run(dropTable, { table: beside });
  }

  /** The case behind which an interrupted scan goes on; '' where it wrote nothing. */
  async lastWritten(model: string): Promise<string> {
    const { cases, signals } = tablesOfModel(model);
    const [last] = await this.reads.all(lastWrittenCase, {}, { casesTable: cases, signalsTable: signals });
    return last ?? '';
  }

  /** What the tables of a model are, whatever they are called: identities in the order of its table pairs. */
  async identities(model: string, fromLog: boolean): Promise<readonly string[]> {
    const names = tablePairs(model, fromLog).map(({ beside }) => beside);
    const identities = await this.identitiesOf(names);
    return names.map((name) => identities.get(name) ?? '');
  }

  /** Puts tables in the place of the live ones, those that are not there yet: a repetition changes nothing. */
  async putInPlace(model: string, fromLog: boolean, identities: readonly string[]): Promise<void> {
    const pairs = tablePairs(model, fromLog);
    const present = await this.identitiesOf(pairs.map(({ live }) => live));
    for (const [index, { live, beside }] of pairs.entries()) {
      if (present.get(live) !== identities[index]) await this.run(exchangeTables, { table: live, other: beside });
    }
  }

  private async identitiesOf(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.reads.all(tableIdentities, { names })).map(({ name, identity }) => [name, identity]));
  }

  private run({ file }: TableCommand, fragments: Readonly<Record<string, string>>): Promise<void> {
    return this.store.command(withFragments(sqlOf(file), fragments));
  }
}
