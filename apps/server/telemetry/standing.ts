import { Inject, Injectable, Optional } from '@nestjs/common';
import type { LastReconciliation } from '@mingxiao/contracts/reconciliation';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog, LogHealth } from '@mingxiao/ports/event-log/event-log';
import { newestFolded } from '@mingxiao/projections/folding/folding.reads';
import { watchBacklog } from '@mingxiao/projections/signals/signals.reads';
import type { Configuration } from '../configuration/configuration.js';
import { Readiness } from '../health/readiness.js';
import type { Progress, ProjectionState } from '../project/progress.js';
import { LedgerCounts } from '../query/ledger-counts.js';
import { Reads } from '../query/reads.js';
import { Reconciler } from '../reconcile/reconciler.js';
import { CLOCK, CONFIGURATION, EVENT_LOG, PROGRESS } from '../tokens.js';
import { version } from '../version.js';
import { WatchLoop, restMilliseconds } from '../watch/watch-loop.js';
import type { GaugeName, Sample } from './gauges.js';
import { withinPatience } from './within-patience.js';

/** Reads how this process and what it sees of the whole stand now, as samples. What cannot be known is not among them. */
@Injectable()
export class Standing {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog & Partial<LogHealth>,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly counts: LedgerCounts,
    private readonly reads: Reads,
    private readonly readiness: Readiness,
    @Optional() @Inject(WatchLoop) private readonly watch: WatchLoop | undefined,
    @Optional() @Inject(Reconciler) private readonly reconciler: Reconciler | undefined,
  ) {}

  async read(): Promise<readonly Sample[]> {
    const { roles } = this.configuration;
    // Processes that only take events, or only watch, leave the whole to those that project it or answer from it.
    const seesWhole = roles.includes('project') || roles.includes('query');
    const last = this.reconciler === undefined ? null : withinPatience(this.reconciler.last());
    const parts = await Promise.all([seesWhole ? this.whole() : this.logAlone(), this.watchBacklog()]);
    return [...this.own(), ...parts.flat(), ...reconciled(await last, this.clock.now())];
  }

  private own(): Sample[] {
    const state = this.log.state?.() ?? null;
    return [
      { name: 'mingxiao_info', value: 1, labels: { version } },
      ...this.configuration.roles.map((role) => ({ name: 'mingxiao_role', value: 1, labels: { role } }) as const),
      one('mingxiao_ready', this.readiness.isServing ? 1 : 0),
      ...(state === null ? [] : [one('mingxiao_log_waiting_bytes', state.waitingBytes), working('log', state.problem === null)]),
      ...(this.watch === undefined ? [] : [working('watch', this.watch.problem === null)]),
    ];
  }

  private async logAlone(): Promise<Sample[]> {
    const end = await withinPatience(this.log.end());
    return end === null ? [] : perPartition('mingxiao_log_end_records', end);
  }

  private async whole(): Promise<Sample[]> {
    const [end, state, counts] = await Promise.all([withinPatience(this.log.end()), withinPatience(this.progress.state()), withinPatience(this.counts.read())]);
    const newest = state === null ? null : await this.newest(state.cases);
    return [
      working('store', counts !== null),
      ...(end === null ? [] : perPartition('mingxiao_log_end_records', end)),
      ...(counts === null ? [] : [one('mingxiao_parked_events', counts.parked), one('mingxiao_conflicts', counts.conflicts)]),
      ...(state === null ? [] : projected(state, end)),
      ...(newest === null ? [] : [one('mingxiao_freshness_seconds', this.secondsSince(newest))]),
    ];
  }

  private async newest(positions: readonly number[]): Promise<number | null> {
    const rows = await withinPatience(this.reads.all(newestFolded, { generation: this.log.generation, positions }));
    return rows?.[0]?.stored_ms ?? null;
  }

  private async watchBacklog(): Promise<Sample[]> {
    if (this.watch === undefined) return [];
    const now = this.clock.now();
    const [row] = (await withinPatience(this.reads.all(watchBacklog, { now, settledBefore: now - restMilliseconds }))) ?? [];
    if (row === undefined) return [];
    const delay = row.earliest_ms === null ? 0 : this.secondsSince(row.earliest_ms);
    return [one('mingxiao_watch_waiting_cases', row.cases), one('mingxiao_watch_delay_seconds', delay)];
  }

  /** Clocks of two machines may differ by a little: no age is negative. */
  private secondsSince(instant: number): number {
    return Math.max(0, this.clock.now() - instant) / 1_000;
  }
}

const one = (name: GaugeName, value: number): Sample => ({ name, value });

const working = (part: string, isWorking: boolean): Sample => ({ name: 'mingxiao_working', value: isWorking ? 1 : 0, labels: { part } });

const perPartition = (name: GaugeName, values: readonly number[]): Sample[] => values.map((value, partition) => ({ name, value, labels: { partition: String(partition) } }));

/** The end was read a moment before the position, which may have gone past it. */
const behind = (position: readonly number[], end: readonly number[]): number[] => end.map((offset, partition) => Math.max(0, offset - (position[partition] ?? 0)));

const projected = ({ facts, cases, problem }: ProjectionState, end: readonly number[] | null): Sample[] => [
  working('projection', problem === null),
  ...(end === null ? [] : [...perPartition('mingxiao_facts_lag_records', behind(facts, end)), ...perPartition('mingxiao_fold_lag_records', behind(cases, end))]),
];

const reconciled = (last: LastReconciliation | null, now: number): Sample[] =>
  last === null
    ? []
    : [
        one('mingxiao_reconciliation_ok', last.ok ? 1 : 0),
        one('mingxiao_reconciliation_age_seconds', Math.max(0, now - Date.parse(last.at)) / 1_000),
        one('mingxiao_reconciliation_gap_records', last.gapRecords),
        one('mingxiao_missing_events', last.missing),
      ];
