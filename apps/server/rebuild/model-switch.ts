import { Inject, Injectable } from '@nestjs/common';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factsPosition } from '@mingxiao/projections/folding/folding.reads';
import { liveModel } from '@mingxiao/projections/models/model-tables';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { ModelRegistry } from '../models/model-registry.js';
import { ModelStore } from '../models/model-store.js';
import { FactsStep } from '../project/facts-step.js';
import { Projector } from '../project/projector.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, EVENT_LOG } from '../tokens.js';

/**
 * Puts a model's tables in the place of the live ones and those in its place, so that nobody who reads or writes has to
 * know. What it is about to do is noted first: a start after a crash finishes it. Going back is the same once more.
 */
@Injectable()
export class ModelSwitch {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ANALYTICS_STORE) private readonly analytics: AnalyticsStore,
    private readonly projector: Projector,
    private readonly reads: Reads,
    private readonly registry: ModelRegistry,
    private readonly store: ModelStore,
  ) {}

  /**
   * To be called while the projection stands still, with a model that rests on everything the live one rests on.
   */
  async into(record: ModelRecord): Promise<ModelRecord> {
    const tables = await this.store.identities(record.name, record.fromLog);
    return this.carryOut(await this.registry.save({ ...record, state: 'switching', tables }));
  }

  /** Whether a switch was begun and not ended, by whichever process. */
  async isUnderWay(): Promise<boolean> {
    return (await this.registry.all()).some(({ state }) => state === 'switching');
  }

  /** Finishes what a crash interrupted. Returns whether there was anything to finish. */
  async finish(): Promise<boolean> {
    const interrupted = (await this.registry.all()).find(({ state }) => state === 'switching');
    if (interrupted === undefined) return false;
    const fits = interrupted.madeBy === (await this.registry.madeBy());
    await this.projector.standingStill(() => (fits ? this.carryOut(interrupted) : this.giveUp(interrupted)));
    return true;
  }

  private async carryOut(record: ModelRecord): Promise<ModelRecord> {
    await this.store.putInPlace(record.name, record.fromLog, record.tables);
    await this.copySince(record);
    const reference = await this.projector.references.reload();
    // Another process may have been folding everything under newer reference data, half of it into the tables that were live.
    if (reference.epoch !== record.epoch) await this.projector.fold.scan(reference);
    else await this.foldSince(record);
    return this.registry.save({ ...record, state: 'former', tables: [] });
  }

  /** Tables made by another version must not take the place of live ones; those that had taken it were brought up to date. */
  private async giveUp(record: ModelRecord): Promise<ModelRecord> {
    await this.copySince(record);
    await this.foldSince(record);
    return this.registry.save({ ...record, state: 'failed', tables: [], problem: 'the program was exchanged in the middle of a switch' });
  }

  /** What other processes copied meanwhile lies in the facts that were live: it is copied from the log into those that are now. */
  private async copySince({ name, fromLog }: ModelRecord): Promise<void> {
    if (!fromLog) return;
    const [former, live] = await Promise.all([this.copied(this.reads.on(liveModel, name)), this.copied()]);
    const upTo = former.map((next, partition) => Math.max(next, live[partition] ?? 0));
    const facts = new FactsStep(this.log, this.analytics, this.reads, () => undefined);
    await facts.resume();
    await facts.run(new AbortController().signal, true, upTo);
  }

  /**
   * An insert of another process may have gone into the tables that were live when it began: what was touched since the
   * model's position is folded once more into those that are live now.
   */
  private async foldSince({ positions }: ModelRecord): Promise<void> {
    await this.projector.fold.foldAgain(positions, await this.copied());
  }

  /** How far the facts in the store reach, whoever copied them. */
  private async copied(reads = this.reads): Promise<readonly number[]> {
    const { generation, partitions } = this.log;
    const rows = await reads.all(factsPosition, { generation });
    return Array.from({ length: partitions }, (_, partition) => rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0);
  }
}
