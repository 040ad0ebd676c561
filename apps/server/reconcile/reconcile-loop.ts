import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Optional, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.js';
import { Projector } from '../project/projector.js';
import { CONFIGURATION, LOGGER } from '../tokens.js';
import { Reconciler } from './reconciler.js';

const millisecondsPerMinute = 60_000;
/** The log names so many; `mingxiao reconcile` the rest. */
const namedGaps = 20;

/** One process is enough to compare for all that project: the one that was given this partition, which one of them always was. */
const partitionOfWhoCompares = 0;

/** Reconciles every hour, or as often as configured, while the platform serves; of processes that share the work one does. */
@Injectable()
export class ReconcileLoop implements OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly reconciler: Reconciler,
    /** Not there in a process that does not project, whose loop nobody starts. */
    @Optional() @Inject(Projector) private readonly projector: Projector | undefined,
  ) {}

  /** Does nothing where it is configured to come never. */
  start(): void {
    const { reconcileMinutes } = this.configuration;
    if (reconcileMinutes > 0) this.running = this.run(reconcileMinutes * millisecondsPerMinute);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(every: number): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await pause(every, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.round();
    }
  }

  /** Compares and logs what is wrong, unless another process does. */
  async round(): Promise<void> {
    if (this.projector?.wasGiven(partitionOfWhoCompares) !== true) return;
    try {
      const { ok, problems, missing, sequenceGaps } = await this.reconciler.reconcile();
      if (!ok) this.logger.error({ problems }, 'log and store disagree; `mingxiao reconcile` shows where; unless the log has lost records, `mingxiao rebuild --from-log` makes the store anew');
      if (missing > 0) this.logger.warn({ missing, sequenceGaps: sequenceGaps.slice(0, namedGaps) }, 'sources have counted events that never came in; ask them to send these again');
    } catch (error) {
      if (!this.stopping.signal.aborted) this.logger.warn({ err: error }, 'log and store could not be compared; trying again next time');
    }
  }
}
