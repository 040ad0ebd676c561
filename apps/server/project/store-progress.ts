import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factsPosition, foldPosition } from '@mingxiao/projections/folding/folding.reads';
import { liveModel, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { Reads } from '../query/reads.js';
import { EVENT_LOG } from '../tokens.js';
import { isReached, type Progress, type ProjectionState } from './progress.js';
import { Projector } from './projector.js';
import { References } from './references.js';

const askEveryMilliseconds = 100;
/** Answers that follow one another closely share one look. */
const keepMilliseconds = 250;

type FoldRow = { readonly log_partition: number; readonly next_offset: number; readonly epoch: number };

/**
 * Progress as the store tells it: for processes that share the work, where none of them knows how far the others are. The
 * ledger says how far the facts are, the positions of the fold how far the rows.
 */
@Injectable()
export class StoreProgress implements Progress {
  private seen: { readonly at: number; readonly position: readonly number[] } | null = null;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly reads: Reads,
    private readonly references: References,
    /** That of this process, where it has one: only its own work has a mode and a problem. */
    @Optional() @Inject(Projector) private readonly projector: Projector | undefined,
  ) {}

  async state(): Promise<ProjectionState> {
    const { generation } = this.log;
    const [facts, cases] = await Promise.all([this.reads.all(factsPosition, { generation }), this.position()]);
    return { facts: this.offsets(facts), cases, folding: this.projector?.fold.mode ?? 'idle', problem: this.projector?.problem ?? null };
  }

  async position(): Promise<readonly number[]> {
    const { seen } = this;
    if (seen !== null && performance.now() - seen.at < keepMilliseconds) return seen.position;
    return this.offsets(await this.folded());
  }

  async caughtUp(signal?: AbortSignal): Promise<void> {
    await this.reached(await this.log.end(), signal);
  }

  async reached(target: readonly number[], signal?: AbortSignal): Promise<void> {
    while (!(await this.holds(target))) {
      signal?.throwIfAborted();
      await pause(askEveryMilliseconds);
    }
  }

  /** Folded that far, and under all reference data below it: whoever brought them, every owner folds its own cases again. */
  private async holds(target: readonly number[]): Promise<boolean> {
    const rows = await this.folded();
    if (!isReached(this.offsets(rows), target)) return false;
    const { epoch } = await this.references.refreshed();
    return target.every((offset, partition) => offset === 0 || rows.some((row) => row.log_partition === partition && row.epoch >= epoch));
  }

  private async folded(): Promise<readonly FoldRow[]> {
    const at = performance.now();
    const rows = await this.reads.all(foldPosition, { model: tablesOfModel(liveModel).cases, generation: this.log.generation });
    this.seen = { at, position: this.offsets(rows) };
    return rows;
  }

  private offsets(rows: readonly { readonly log_partition: number; readonly next_offset: number }[]): readonly number[] {
    return Array.from({ length: this.log.partitions }, (_, partition) => rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0);
  }
}
