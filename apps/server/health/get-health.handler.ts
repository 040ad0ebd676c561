import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Health } from '@mingxiao/contracts/health';
import type { EventLog, LogHealth } from '@mingxiao/ports/event-log/event-log';
import { Projector } from '../project/projector.js';
import { lagBetween } from '../query/basis.js';
import { LedgerCounts } from '../query/ledger-counts.js';
import { Reconciler } from '../reconcile/reconciler.js';
import { SampleLoader } from '../sample-run/sample-loader.js';
import { EVENT_LOG, INSTANCE } from '../tokens.js';
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
    private readonly projector: Projector,
    private readonly counts: LedgerCounts,
    private readonly sample: SampleLoader,
    private readonly watch: WatchLoop,
    private readonly reconciler: Reconciler,
  ) {}

  async execute(): Promise<Health> {
    const state = this.log.state?.() ?? null;
    const { facts, fold, problem } = this.projector;
    // While the log is out of reach, what it held when it was last heard is at least what was read of it.
    const end = await this.log.end().catch(() => facts.position);
    const lag = lagBetween(fold.position, end);
    const counts = await this.counts.read().catch(() => null);
    const ofWatch = this.watch.problem === null ? null : `watch: ${this.watch.problem}`;
    const problems = [problem, ofWatch, state?.problem ?? null, counts === null ? 'the store does not answer' : null].filter((text) => text !== null);
    return {
      status: statusOf(problems, lag),
      product: 'mingxiao',
      version,
      instance: this.instance,
      log: { kind: state?.kind ?? 'embedded', generation: this.log.generation, partitions: this.log.partitions, end: [...end] },
      facts: { position: [...facts.position], lag: lagBetween(facts.position, end) },
      cases: { position: [...fold.position], lag, folding: fold.mode },
      parked: counts?.parked ?? 0,
      conflicts: counts?.conflicts ?? 0,
      sample: this.sample.progress,
      reconciliation: this.reconciler.last,
      problems,
    };
  }
}

const statusOf = (problems: readonly string[], lag: number): Health['status'] => {
  if (problems.length > 0) return 'failing';
  return lag > behindBeyond ? 'behind' : 'ok';
};
