import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { liveModel, tablePairs, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { lastWrittenCase, tableIdentities } from '@mingxiao/projections/models/models.reads';
import { createTable, dropTable, exchangeTables, type TableCommand } from '@mingxiao/projections/models/table-commands';
import { withFragments } from '@mingxiao/projections/named-read';
import { refuse } from '../http/problem.js';
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

  /**
   * Makes a model's tables where they are not there yet; with tables for facts of its own when it is made from the log.
   * Throws a problem, and makes none, where the live ones are those of a cluster.
   */
  async create(model: string, fromLog = false): Promise<void> {
    const pairs = tablePairs(model, fromLog);
    await this.refuseOnCluster(pairs.map(({ live }) => live));
    for (const { beside, live } of pairs) await this.run(createTable, { table: beside, like: live });
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

  /** A table made like a distributed one would stand for the same local rows: what is written to a model would be written to the live one. */
  private async refuseOnCluster(names: readonly string[]): Promise<void> {
    const distributed = (await this.reads.all(tableIdentities, { names })).find(({ engine }) => engine === 'Distributed');
    if (distributed === undefined) return;
    throw refuse('conflict', `${distributed.name} is the distributed table of a ClickHouse cluster, beside which no other model can be made yet: ask for the present figures, or let the platform use a single ClickHouse server for earlier ones and for rebuilds (infra/clickhouse/README.md)`);
  }

  private async identitiesOf(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.reads.all(tableIdentities, { names })).map(({ name, identity }) => [name, identity]));
  }

  private run({ file }: TableCommand, fragments: Readonly<Record<string, string>>): Promise<void> {
    return this.store.command(withFragments(sqlOf(file), fragments));
  }
}
