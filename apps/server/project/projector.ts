import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import type { Logger } from 'pino';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, EVENT_LOG, LOGGER } from '../tokens.js';
import { FactsStep } from './facts-step.js';
import { FoldStep } from './fold-step.js';
import { References } from './references.js';
import { Signal } from './signal.js';

/** Records the facts may be behind the log before folding waits for them: far behind, one scan beats many rounds. */
const foldWhileBehind = 30_000;
const retryMilliseconds = 1_000;
const restMilliseconds = 80;

/** Runs the two steps of the projection beside one another and starts them again after a failure. */
@Injectable()
export class Projector implements OnModuleInit, OnApplicationShutdown {
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

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ANALYTICS_STORE) store: AnalyticsStore,
    @Inject(Reads) reads: Reads,
    @Inject(References) readonly references: References,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.facts = new FactsStep(log, store, reads, (touchedReference) => {
      this.referenceChanged ||= touchedReference;
      this.progress.raise();
    });
    this.fold = new FoldStep(log.generation, log.partitions, store, reads, references);
  }

  async onModuleInit(): Promise<void> {
    await Promise.all([this.facts.resume(), this.fold.resume(), this.references.reload()]);
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

  /** Resolves once the rows hold everything the log held at the call. Rejects when the signal aborts first. */
  async caughtUp(signal?: AbortSignal): Promise<void> {
    await this.reached(await this.log.end(), signal);
  }

  /** Resolves once the rows hold everything below a position. Rejects when the signal aborts first. */
  async reached(target: readonly number[], signal?: AbortSignal): Promise<void> {
    while (!reached(this.fold.position, target)) {
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
    const run = async () => {
      await this.facts.resume();
      await this.facts.run(signal);
    };
    const running = run();
    this.copied = running.catch(() => undefined);
    await running;
    if (!signal.aborted) throw new Error('the log has ended its delivery');
  }

  private async foldForever(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const changed = this.progress.next();
      const target = [...this.facts.position];
      if (await this.isFarBehind(target)) await changed;
      else if (await this.foldOnce(target)) await this.rest();
      else await changed;
    }
  }

  /** Rounds have a fixed cost: under a steady stream the next one gathers what comes in a moment. */
  private async rest(): Promise<void> {
    this.progress.raise();
    await pause(restMilliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async foldOnce(target: readonly number[]): Promise<boolean> {
    const referenceChanged = this.referenceChanged;
    this.referenceChanged = false;
    try {
      return await this.exclusively(() => this.fold.foldUpTo(target, referenceChanged));
    } catch (error) {
      this.referenceChanged ||= referenceChanged;
      throw error;
    }
  }

  private async isFarBehind(target: readonly number[]): Promise<boolean> {
    const end = await this.log.end();
    return end.reduce((sum, offset, partition) => sum + offset - (target[partition] ?? 0), 0) > foldWhileBehind;
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

const reached = (position: readonly number[], target: readonly number[]): boolean =>
  target.every((offset, partition) => (position[partition] ?? 0) >= offset);
