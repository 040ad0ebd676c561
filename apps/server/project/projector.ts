import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import type { Logger } from 'pino';
import { liveModel } from '@mingxiao/projections/models/model-tables';
import type { Configuration } from '../configuration/configuration.js';
import { Reads } from '../query/reads.js';
import type { Spans } from '../telemetry/spans.js';
import { ANALYTICS_STORE, CONFIGURATION, EVENT_LOG, LOGGER, SHARED, SPANS } from '../tokens.js';
import { FactsStep } from './facts-step.js';
import { FoldStep } from './fold-step.js';
import { isReached, type Progress, type ProjectionState } from './progress.js';
import { References } from './references.js';
import { Signal } from './signal.js';

/** Records the facts may be behind the log before folding waits for them: far behind, one scan beats many rounds. */
const foldWhileBehind = 30_000;
const retryMilliseconds = 1_000;
const restMilliseconds = 80;
/** Where other processes project too, reference data that they bring are noticed after so long. */
const lookEveryMilliseconds = 1_000;

/**
 * Runs the two steps of the projection beside one another and starts them again after a failure. Where log and store are
 * shared it does so for the partitions that the group of all projecting processes gives it, and gives them up only when
 * nothing of them is being written any more; its own progress says nothing of the rest then (`store-progress.ts`).
 */
@Injectable()
export class Projector implements Progress, OnModuleInit, OnApplicationShutdown {
  readonly facts: FactsStep;
  readonly fold: FoldStep;
  /** What went wrong last, until the step works again. */
  problem: string | null = null;
  private readonly stopping = new AbortController();
  private readonly progress = new Signal();
  private referenceChanged = false;
  private turn: Promise<unknown> = Promise.resolve();
  private running: Promise<unknown> = Promise.resolve();
  /** Ends the copying under way; `copied` settles when it has ended, `held` when it may begin again. */
  private copying = new AbortController();
  private copied: Promise<unknown> = Promise.resolve();
  private held: Promise<unknown> = Promise.resolve();
  /** Partitions that are this process's own; ends with their assignment. */
  private owned: readonly number[];
  private given: readonly number[];
  private assignment = new AbortController();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ANALYTICS_STORE) store: AnalyticsStore,
    @Inject(Reads) reads: Reads,
    @Inject(References) readonly references: References,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SHARED) private readonly shared: boolean,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(SPANS) private readonly spans: Spans,
  ) {
    this.facts = new FactsStep(log, store, reads, (touchedReference) => {
      this.referenceChanged ||= touchedReference;
      this.progress.raise();
    });
    this.fold = new FoldStep(log.generation, log.partitions, store, reads, references, liveModel);
    this.owned = shared ? [] : Array.from({ length: log.partitions }, (_, partition) => partition);
    this.given = this.owned;
    if (shared) this.fold.giveUp();
  }

  async onModuleInit(): Promise<void> {
    await Promise.all([...(this.shared ? [] : [this.facts.resume(), this.fold.resume()]), this.references.reload()]);
    this.running = Promise.all([
      this.keepRunning('facts', () => this.copyFacts()),
      this.keepRunning('fold', () => this.foldForever()),
    ]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.progress.raise();
    await this.running;
  }

  state(): Promise<ProjectionState> {
    const { facts, fold, problem } = this;
    return Promise.resolve({ facts: [...facts.position], cases: [...fold.position], folding: fold.mode, problem });
  }

  position(): Promise<readonly number[]> {
    return Promise.resolve([...this.fold.position]);
  }

  /** Whether a partition was among those it was given last. One that fails gives all back and takes them again, and may have none in between. */
  wasGiven(partition: number): boolean {
    return this.given.includes(partition);
  }

  async caughtUp(signal?: AbortSignal): Promise<void> {
    await this.reached(await this.log.end(), signal);
  }

  async reached(target: readonly number[], signal?: AbortSignal): Promise<void> {
    while (!isReached(this.fold.position, target)) {
      signal?.throwIfAborted();
      await this.progress.next(signal);
    }
  }

  /**
   * Runs something while nothing is copied and nothing folded, so that facts and rows stay as they are. Afterwards copying
   * resumes from what the ledger then says.
   */
  standingStill<Value>(run: () => Promise<Value>): Promise<Value> {
    const held = this.held.then(async () => {
      this.copying.abort();
      await this.copied;
      return this.exclusively(run);
    });
    this.held = held.catch(() => undefined);
    return held;
  }

  /** One fold at a time. */
  private exclusively<Value>(run: () => Promise<Value>): Promise<Value> {
    const turn = this.turn.then(run);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async copyFacts(): Promise<void> {
    for (let held = this.held; await held.then(() => held !== this.held); held = this.held);
    this.copying = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, this.copying.signal]);
    const running = this.shared ? this.copyShared(signal) : this.copyAll(signal);
    this.copied = running.catch(() => undefined);
    await running;
    if (!signal.aborted) throw new Error('the log has ended its delivery');
  }

  private async copyAll(signal: AbortSignal): Promise<void> {
    await this.facts.resume();
    await this.facts.run(signal);
  }

  /** The name of the group tells stores apart: each has a projection of its own. */
  private copyShared(signal: AbortSignal): Promise<void> {
    const group = `mingxiao-project-${this.configuration.clickhouse?.database ?? ''}-${this.log.generation}`;
    return this.facts.runShared(signal, group, { onAssigned: (partitions) => this.take(partitions), onRevoked: () => this.giveUp() });
  }

  private async take(partitions: readonly number[]): Promise<void> {
    await this.exclusively(async () => {
      await this.fold.resume(partitions);
      // Facts that were copied a second time, behind a gap, are folded a second time: their rows may lie in tables that have been exchanged.
      this.fold.goBackTo(this.facts.position);
    });
    this.assignment = new AbortController();
    this.owned = partitions;
    this.given = partitions;
    this.progress.raise();
  }

  private async giveUp(): Promise<void> {
    this.owned = [];
    this.assignment.abort();
    await this.exclusively(async () => this.fold.giveUp());
  }

  private async foldForever(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const changed = this.changed();
      const target = [...this.facts.position];
      if (await this.isFarBehind(target)) await changed;
      else if (await this.foldOnce(target)) await this.rest();
      else await changed;
    }
  }

  /** Resolves when there may be something to fold. What other processes bring is not told to this one, only looked for. */
  private async changed(): Promise<void> {
    if (!this.shared) return this.progress.next();
    const look = new AbortController();
    const timer = setTimeout(() => look.abort(), lookEveryMilliseconds);
    await this.progress.next(look.signal).catch(() => undefined);
    clearTimeout(timer);
  }

  /** Rounds have a fixed cost: under a steady stream the next one gathers what comes in a moment. */
  private async rest(): Promise<void> {
    this.progress.raise();
    await pause(restMilliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async foldOnce(target: readonly number[]): Promise<boolean> {
    const referenceChanged = this.referenceChanged;
    // A fold that is cut short is done once more: by whoever has these cases next, or after the next start.
    const signal = AbortSignal.any([this.assignment.signal, this.stopping.signal]);
    this.referenceChanged = false;
    try {
      return await this.spans.within('fold round', {}, () => this.exclusively(() => this.fold.foldUpTo(target, referenceChanged, signal)));
    } catch (error) {
      this.referenceChanged ||= referenceChanged;
      // Its cases are somebody else's now, who folds them.
      if (signal.aborted) return false;
      throw error;
    }
  }

  private async isFarBehind(target: readonly number[]): Promise<boolean> {
    const end = await this.log.end();
    return this.owned.reduce((sum, partition) => sum + (end[partition] ?? 0) - (target[partition] ?? 0), 0) > foldWhileBehind;
  }

  /** A step that fails is started again from its stored position; what it writes twice is the same. */
  private async keepRunning(name: string, step: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await step();
        this.problem = null;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        this.problem = `${name}: ${(error as Error).message}`;
        this.logger.error({ err: error, step: name }, 'projection step failed; trying again');
        await pause(retryMilliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }
}
