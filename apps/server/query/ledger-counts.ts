import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { ledgerCounts } from '@mingxiao/projections/reconciliation/reconciliation.reads';
import { CLOCK, EVENT_LOG } from '../tokens.js';
import { Reads } from './reads.js';

export type Counts = { readonly parked: number; readonly conflicts: number };

const keepMilliseconds = 2_000;

/** How many events wait to be mended and how many contradict an earlier one; read at most every two seconds. */
@Injectable()
export class LedgerCounts {
  private known: { readonly readAt: number; readonly counts: Promise<Counts> } | null = null;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reads: Reads,
  ) {}

  read(): Promise<Counts> {
    const now = this.clock.now();
    if (this.known === null || now - this.known.readAt > keepMilliseconds) {
      this.known = { readAt: now, counts: this.load() };
      this.known.counts.catch(() => (this.known = null));
    }
    return this.known.counts;
  }

  private async load(): Promise<Counts> {
    const [row] = await this.reads.all(ledgerCounts, { generation: this.log.generation });
    return row ?? { parked: 0, conflicts: 0 };
  }
}
