import { Inject, Optional } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Health } from '@mingxiao/contracts/health';
import type { EventLog, LogHealth } from '@mingxiao/ports/event-log/event-log';
import type { Configuration } from '../configuration/configuration.js';
import type { Progress, ProjectionState } from '../project/progress.js';
import { lagBetween } from '../query/basis.js';
import { LedgerCounts } from '../query/ledger-counts.js';
import { Reconciler } from '../reconcile/reconciler.js';
import { SampleLoader } from '../sample-run/sample-loader.js';
import { CONFIGURATION, EVENT_LOG, INSTANCE, PROGRESS } from '../tokens.js';
import { version } from '../version.js';
import { WatchLoop } from '../watch/watch-loop.js';
import { GetHealthQuery } from './get-health.query.js';

/** A backlog of this many records is worth saying. */
const behindBeyond = 5_000;

@QueryHandler(GetHealthQuery)
export class GetHealthHandler implements IQueryHandler<GetHealthQuery> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog & Partial<LogHealth>,
    @Inject(INSTANCE) private readonly instance: string,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly counts: LedgerCounts,
    @Optional() @Inject(SampleLoader) private readonly sample: SampleLoader | undefined,
    @Optional() @Inject(WatchLoop) private readonly watch: WatchLoop | undefined,
    @Optional() @Inject(Reconciler) private readonly reconciler: Reconciler | undefined,
  ) {}

  async execute(): Promise<Health> {
    const state = this.log.state?.() ?? null;
    const last = this.reconciler?.last();
    const counts = await this.counts.read().catch(() => null);
    const { facts, cases, folding, problem } = await this.progress.state().catch(() => unknown);
    // While the log is out of reach, what it held when it was last heard is at least what was read of it.
    const end = await this.log.end().catch(() => facts);
    const lag = lagBetween(cases, end);
    const watching = this.watch?.problem ?? null;
    const ofWatch = watching === null ? null : `watch: ${watching}`;
    const problems = [problem, ofWatch, state?.problem ?? null, counts === null ? 'the store does not answer' : null].filter((text) => text !== null);
    return {
      status: statusOf(problems, lag),
      product: 'mingxiao',
      version,
      instance: this.instance,
      roles: [...this.configuration.roles],
      log: { kind: state?.kind ?? 'embedded', generation: this.log.generation, partitions: this.log.partitions, end: [...end] },
      facts: { position: [...facts], lag: lagBetween(facts, end) },
      cases: { position: [...cases], lag, folding },
      parked: counts?.parked ?? 0,
      conflicts: counts?.conflicts ?? 0,
      sample: this.sample?.progress ?? null,
      reconciliation: (await last) ?? null,
      problems,
    };
  }
}

/** Of a projection whose store does not answer. */
const unknown: ProjectionState = { facts: [], cases: [], folding: 'idle', problem: null };

const statusOf = (problems: readonly string[], lag: number): Health['status'] => {
  if (problems.length > 0) return 'failing';
  return lag > behindBeyond ? 'behind' : 'ok';
};
