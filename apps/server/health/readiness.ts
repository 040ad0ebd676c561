import { Inject, Injectable } from '@nestjs/common';
import type { EventLog, LogHealth } from '@mingxiao/ports/event-log/event-log';
import type { Configuration } from '../configuration/configuration.js';
import type { Progress } from '../project/progress.js';
import { lagBetween } from '../query/basis.js';
import { LedgerCounts } from '../query/ledger-counts.js';
import { withinPatience } from '../telemetry/within-patience.js';
import { CONFIGURATION, EVENT_LOG, PROGRESS } from '../tokens.js';

export type Phase = 'starting' | 'serving' | 'draining';

/** Whether this process should be asked now, and if not, why. */
@Injectable()
export class Readiness {
  phase: Phase = 'starting';

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog & Partial<LogHealth>,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly counts: LedgerCounts,
  ) {}

  get isServing(): boolean {
    return this.phase === 'serving';
  }

  /** Empty when it is ready. */
  async reasons(): Promise<readonly string[]> {
    if (this.phase !== 'serving') return [`this process is ${this.phase}`];
    const problem = this.log.state?.().problem ?? null;
    const found = await Promise.all([problem === null ? null : `log: ${problem}`, this.storeReason(), this.lagReason()]);
    return found.filter((reason) => reason !== null);
  }

  private async storeReason(): Promise<string | null> {
    // Who only takes events needs no store for it.
    if (this.configuration.roles.every((role) => role === 'ingest')) return null;
    return (await withinPatience(this.counts.read())) === null ? 'the store does not answer' : null;
  }

  private async lagReason(): Promise<string | null> {
    const { readyLag, roles } = this.configuration;
    if (readyLag === 0 || !roles.includes('query')) return null;
    const known = await withinPatience(Promise.all([this.progress.position(), this.log.end()]));
    if (known === null) return 'how far the rows are is not known';
    const lag = lagBetween(...known);
    return lag > readyLag ? `the rows are ${lag} records behind the log; ${readyLag} are allowed (MINGXIAO_READY_LAG)` : null;
  }
}
