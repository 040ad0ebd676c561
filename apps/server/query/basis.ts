import { Inject, Injectable } from '@nestjs/common';
import type { Basis } from '@mingxiao/contracts/basis';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import type { Configuration } from '../configuration/configuration.js';
import { Projector } from '../project/projector.js';
import { References } from '../project/references.js';
import { CONFIGURATION, EVENT_LOG } from '../tokens.js';
import { LedgerCounts } from './ledger-counts.js';

/** Says what an answer rests on: how far the log is folded, what is parked, which versions of the rules. */
@Injectable()
export class BasisOf {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly projector: Projector,
    private readonly references: References,
    private readonly counts: LedgerCounts,
  ) {}

  async at(instant: number): Promise<Basis> {
    const position = [...this.projector.fold.position];
    const [end, { reference }, { parked }] = await Promise.all([this.log.end(), this.references.current(), this.counts.read()]);
    return {
      generation: this.log.generation,
      position,
      lag: lagBetween(position, end),
      parked,
      versions: reference.versions,
      at: toIso(instant),
      timeZone: this.configuration.timeZone,
    };
  }
}

/** Records between two positions, over all partitions. */
export const lagBetween = (position: readonly number[], end: readonly number[]): number =>
  end.reduce((sum, offset, partition) => sum + Math.max(0, offset - (position[partition] ?? 0)), 0);
