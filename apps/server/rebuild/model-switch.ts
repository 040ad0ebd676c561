import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factsPosition } from '@mingxiao/projections/folding/folding.reads';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { ModelRegistry } from '../models/model-registry.js';
import { ModelStore } from '../models/model-store.js';
import { Projector } from '../project/projector.js';
import { Reads } from '../query/reads.js';
import { EVENT_LOG } from '../tokens.js';

/**
 * Puts a model's tables in the place of the live ones and those in its place, so that nobody who reads or writes has to
 * know. What it is about to do is noted first: a start after a crash finishes it. Going back is the same once more.
 */
@Injectable()
export class ModelSwitch {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
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
    await this.foldSince(record);
    return this.registry.save({ ...record, state: 'former', tables: [] });
  }

  /** Tables made by another version must not take the place of live ones; those that had taken it were brought up to date. */
  private async giveUp(record: ModelRecord): Promise<ModelRecord> {
    await this.foldSince(record);
    return this.registry.save({ ...record, state: 'failed', tables: [], problem: 'the program was exchanged in the middle of a switch' });
  }

  /**
   * An insert of another process may have gone into the tables that were live when it began: what was touched since the
   * model's position is folded once more into those that are live now.
   */
  private async foldSince({ positions }: ModelRecord): Promise<void> {
    await this.projector.fold.foldAgain(positions, await this.copied());
  }

  /** How far the facts in the store reach, whoever copied them. */
  private async copied(): Promise<readonly number[]> {
    const { generation, partitions } = this.log;
    const rows = await this.reads.all(factsPosition, { generation });
    return Array.from({ length: partitions }, (_, partition) => rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0);
  }
}
