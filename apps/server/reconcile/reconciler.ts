import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Balance, LastReconciliation, Reconciliation, ReconciliationProgress } from '@mingxiao/contracts/reconciliation';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factsPosition, ledgerGaps } from '@mingxiao/projections/folding/folding.reads';
import { balances, lastReconciliation, sequenceGaps, sharedIdentities, storedFacts } from '@mingxiao/projections/reconciliation/reconciliation.reads';
import { reconciliationsTable, toReconciliationColumns } from '@mingxiao/projections/reconciliation/reconciliations.columns';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.js';
import { refuse } from '../http/problem.js';
import { toProblemError } from '../http/problem.filter.js';
import type { Progress } from '../project/progress.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, CLOCK, CONFIGURATION, EVENT_LOG, LOGGER, PROGRESS } from '../tokens.js';
import { differences, lostRecords, sumOf } from './balances.js';
import { tallyLog } from './log-tally.js';

const caughtUpMilliseconds = 60_000;

const idle: ReconciliationProgress = { running: false, phase: null, startedAt: null, done: 0, total: null, result: null, problem: null };

/** Compares what the log holds with what the store made of it, one comparison at a time, and keeps how the last one ended where every process finds it. */
@Injectable()
export class Reconciler implements OnApplicationShutdown {
  /** The last one of this process. */
  private own: LastReconciliation | null = null;
  private readonly stopping = new AbortController();
  /** Ends the comparison under way. */
  private cancelling = new AbortController();
  private turn: Promise<unknown> = Promise.resolve();
  /** Asked for and not ended yet. */
  private pending = 0;
  private noted: ReconciliationProgress = idle;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly reads: Reads,
    @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort(refuse('unavailable', 'this process is stopping', {}, { 'retry-after': '2' }));
    await this.turn;
  }

  /** How the last comparison ended, whichever process made it; of this one alone where the store does not answer. */
  async last(): Promise<LastReconciliation | null> {
    const [kept = null] = await this.reads.all(lastReconciliation, { generation: this.log.generation }).catch(() => []);
    return [kept, this.own].filter((one) => one !== null).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null;
  }

  /** The comparison under way, else the last one of this process. */
  get state(): ReconciliationProgress {
    return { ...this.noted, running: this.pending > 0 };
  }

  /** Reads the whole log. Rejects with a TimeoutError when the projection is too far behind to be compared. */
  reconcile(): Promise<Reconciliation> {
    if (this.pending === 0) this.noted = idle;
    this.pending += 1;
    const turn = this.turn.then(() => this.run()).finally(() => (this.pending -= 1));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** Begins a comparison unless one is under way; `state` tells how far it is. Answers whether one was. */
  start(): boolean {
    if (this.pending > 0) return true;
    this.reconcile().catch((error: unknown) => {
      if (toProblemError(error).problem.status === 500) this.logger.error({ err: error }, 'log and store could not be compared');
    });
    return false;
  }

  /** Ends the comparison under way, for whoever waits for it. */
  cancel(): void {
    if (this.pending === 0) throw refuse('conflict', 'no comparison is under way');
    this.cancelling.abort(refuse('conflict', 'the comparison was cancelled'));
  }

  private async run(): Promise<Reconciliation> {
    this.cancelling = new AbortController();
    this.noted = { ...idle, phase: 'catching-up', startedAt: toIso(this.clock.now()) };
    const signal = AbortSignal.any([this.stopping.signal, this.cancelling.signal]);
    try {
      const result = await this.compareNow(signal);
      this.note({ phase: null, result });
      return result;
    } catch (error) {
      const cause: unknown = signal.aborted ? signal.reason : error;
      this.note({ phase: null, problem: toProblemError(cause).message });
      throw cause;
    }
  }

  private note(part: Partial<ReconciliationProgress>): void {
    this.noted = { ...this.noted, ...part };
  }

  private async compareNow(signal: AbortSignal): Promise<Reconciliation> {
    // Read before the end of the log, which only grows: a position beyond that end is of records that the log has lost.
    const reached = await this.positions();
    // Events go on coming: log and store are compared as far as the log reached at this moment.
    const ends = await this.log.end();
    const lost = lostRecords(reached, ends);
    // A projection that is ahead of its log never catches up with it.
    if (lost.length === 0) await this.progress.caughtUp(AbortSignal.any([signal, AbortSignal.timeout(caughtUpMilliseconds)]));
    const found = await this.compare(ends, lost, signal);
    const { ok, logged, missing, problems } = found;
    await this.keep({ at: toIso(this.clock.now()), ok, logged, gapRecords: recordsIn(found.gaps), missing, problems });
    return found;
  }

  /** What was found is told all the same where it cannot be written down. */
  private async keep(last: LastReconciliation): Promise<void> {
    this.own = last;
    await this.store.insert(reconciliationsTable, toReconciliationColumns(this.log.generation, last)).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'how the comparison of log and store ended could not be kept; other processes do not know of it');
    });
  }

  private async compare(ends: readonly number[], lost: readonly string[], signal: AbortSignal): Promise<Reconciliation> {
    const { generation } = this.log;
    const { timeZone } = this.configuration;
    const log = await tallyLog(this.log, { ends, timeZone, signal, onRead: (done, total) => this.note({ phase: 'reading', done, total }) });
    this.note({ phase: 'comparing' });
    const [rows, gaps, [stored], [shared], skipped] = await Promise.all([
      this.reads.all(balances, { generation, ends, timeZone }),
      this.gaps(ends),
      this.reads.all(storedFacts, { ends }),
      this.reads.all(sharedIdentities),
      this.reads.all(sequenceGaps, { generation, ends, timeZone }),
    ]);
    const perType = rows.flatMap(({ type, balance }) => (type === null ? [] : [[type === '' ? '(unreadable)' : type, balance] as const]));
    const perSourceAndDay = rows.flatMap(({ source, day, balance }) => (source === null || day === null ? [] : [{ source, day, ...balance }]));
    const total: Balance = sumOf(perType.map(([, balance]) => balance));
    const hashSum = BigInt.asUintN(64, rows.reduce((sum, { type, hashSum: part }) => (type === null ? sum : sum + part), 0n));
    const inStore = { facts: stored?.facts ?? 0, hashSum: BigInt.asUintN(64, stored?.hash_sum ?? 0n) };
    const problems = [
      ...lost,
      ...gaps.map(({ partition, from, to }) => `partition ${partition}: the ledger lacks the offsets ${from} to ${to - 1}`),
      ...differences({ total, perSourceAndDay, hashSum, stored: inStore }, log),
    ];
    return {
      ok: problems.length === 0,
      ...total,
      contentHash: hex(hashSum),
      logContentHash: hex(log.hashSum),
      perType: Object.fromEntries(perType),
      perSourceAndDay,
      gaps,
      sequenceGaps: skipped.map(({ source, day, from_number, to_number }) => ({ source, day, from: from_number, to: to_number })),
      missing: skipped[0]?.missing ?? 0,
      sharedIdentities: shared?.shared ?? 0,
      problems,
    };
  }

  /** What the ledger skips below the ends, its own missing end included. */
  private async gaps(ends: readonly number[]): Promise<Reconciliation['gaps']> {
    const { generation } = this.log;
    const [skipped, positions] = await Promise.all([this.reads.all(ledgerGaps, { generation }), this.positions()]);
    const missingEnds = ends.map((to, partition) => ({ partition, from: positions[partition] ?? 0, to }));
    return [
      ...skipped.map(({ log_partition, from_offset, to_offset }) => ({ partition: log_partition, from: from_offset, to: to_offset })),
      ...missingEnds.filter(({ from, to }) => from < to),
    ];
  }

  /** Of each partition, the first offset behind all that the ledger holds. */
  private async positions(): Promise<readonly number[]> {
    const { generation, partitions } = this.log;
    const rows = await this.reads.all(factsPosition, { generation });
    return Array.from({ length: partitions }, (_, partition) => rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0);
  }
}

const recordsIn = (gaps: Reconciliation['gaps']): number => gaps.reduce((sum, { from, to }) => sum + to - from, 0);

const hex = (sum: bigint): string => sum.toString(16).padStart(16, '0');
