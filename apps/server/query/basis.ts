import { Inject, Injectable } from '@nestjs/common';
import type { Basis } from '@mingxiao/contracts/basis';
import { toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { liveModel } from '@mingxiao/projections/models/model-tables';
import type { Configuration } from '../configuration/configuration.js';
import type { ReadModel } from '../models/read-model.js';
import type { Progress } from '../project/progress.js';
import { References } from '../project/references.js';
import { CONFIGURATION, EVENT_LOG, PROGRESS } from '../tokens.js';
import { LedgerCounts } from './ledger-counts.js';

/** Says what an answer rests on: how far the log is folded, what is parked, which versions of the rules. */
@Injectable()
export class BasisOf {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly references: References,
    private readonly counts: LedgerCounts,
  ) {}

  /** Of an answer read for an instant, from the live model or the one it was read from. */
  async at(instant: Instant, model?: ReadModel): Promise<Basis> {
    const position = [...(model?.position ?? (await this.progress.position()))];
    const [end, { reference }, { parked }] = await Promise.all([this.log.end(), this.references.current(), this.counts.read()]);
    return {
      generation: this.log.generation,
      position,
      // A model of what was known then lacks nothing: what came later does not belong to it.
      lag: model?.follows ?? true ? lagBetween(position, end) : 0,
      parked,
      versions: (model?.reference ?? reference).versions,
      at: toIso(instant),
      timeZone: this.configuration.timeZone,
      model: model?.name ?? liveModel,
      knownAt: iso(model?.knownAt ?? null),
      referenceKnownAt: iso(model?.referenceKnownAt ?? null),
    };
  }
}

const iso = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));

/** Records between two positions, over all partitions. */
export const lagBetween = (position: readonly number[], end: readonly number[]): number =>
  end.reduce((sum, offset, partition) => sum + Math.max(0, offset - (position[partition] ?? 0)), 0);
