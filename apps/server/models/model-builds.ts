import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { caseCount } from '@mingxiao/projections/models/models.reads';
import { refuse } from '../http/problem.js';
import { Reads } from '../query/reads.js';
import { ModelRegistry } from './model-registry.js';
import { ModelShelf } from './model-shelf.js';
import { ModelStore } from './model-store.js';

/** So long a request waits for a model; after that it is told where to ask. */
const waitMilliseconds = 3_000;

/** Writes the rows of a model; tells how many cases it writes and stops when the signal aborts. */
export type WriteModel = (onWritten: (cases: number) => void, signal: AbortSignal) => Promise<void>;

/** A build under way, for all who wait for it. `casesExpected` is null until it is this build's turn. */
type Build = {
  readonly record: Omit<ModelRecord, 'revision'>;
  cases: number;
  casesExpected: number | null;
  waiting: number;
  /** Somebody was told to come back, so it goes on though nobody waits. */
  promised: boolean;
  readonly cancelling: AbortController;
  readonly done: Promise<void>;
};

/** Builds models beside the live one, one after another so that the live one keeps its share of the machine. */
@Injectable()
export class ModelBuilds implements OnApplicationShutdown {
  private readonly underWay = new Map<string, Build>();
  private readonly stopping = new AbortController();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly registry: ModelRegistry,
    private readonly shelf: ModelShelf,
    private readonly store: ModelStore,
    private readonly reads: Reads,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.turn;
  }

  /**
   * Whether a model is ready, after having it built where it is not: whoever asks for the same model waits for the same
   * build, for a few seconds. Rejects when the build fails.
   */
  async ready(wanted: Omit<ModelRecord, 'revision'>, write: WriteModel, gone?: AbortSignal): Promise<boolean> {
    const known = await this.registry.find(wanted.name);
    if (known?.state === 'ready') {
      await this.shelf.use(known);
      return true;
    }
    await this.ended(wanted.name);
    return this.wait(this.underWay.get(wanted.name) ?? this.start(wanted, write), gone);
  }

  /** How far a build is; null when none of that name is under way. */
  progressOf(name: string): Pick<Build, 'record' | 'cases' | 'casesExpected'> | null {
    return this.underWay.get(name) ?? null;
  }

  /** Ends a build and drops what it has written. Returns whether there was one. */
  async cancel(name: string): Promise<boolean> {
    const build = this.underWay.get(name);
    build?.cancelling.abort(refuse('unavailable', 'the build of the read model was cancelled; ask again'));
    await build?.done.catch(() => undefined);
    return build !== undefined;
  }

  /** Resolves when no build of that name is left that was cancelled: there is nothing to wait for in such a one. */
  private async ended(name: string): Promise<void> {
    for (let build = this.underWay.get(name); build?.cancelling.signal.aborted === true; build = this.underWay.get(name)) await build.done.catch(() => undefined);
  }

  private start(wanted: Omit<ModelRecord, 'revision'>, write: WriteModel): Build {
    const cancelling = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, cancelling.signal]);
    const done = this.turn.then(() => this.run(wanted, write, build, signal)).finally(() => this.underWay.delete(wanted.name));
    const build: Build = { record: wanted, cases: 0, casesExpected: null, waiting: 0, promised: false, cancelling, done };
    this.turn = done.catch(() => undefined);
    this.underWay.set(wanted.name, build);
    return build;
  }

  private async wait(build: Build, gone: AbortSignal | undefined): Promise<boolean> {
    build.waiting += 1;
    const leave = new AbortController();
    const signals = [leave.signal, AbortSignal.timeout(waitMilliseconds), ...(gone === undefined ? [] : [gone])];
    try {
      const ready = await Promise.race([build.done.then(() => true), aborted(AbortSignal.any(signals)).then(() => false)]);
      build.promised ||= !ready && gone?.aborted !== true;
      return ready;
    } finally {
      leave.abort();
      build.waiting -= 1;
      if (build.waiting === 0 && !build.promised) build.cancelling.abort(refuse('unavailable', 'nobody waited for the read model any more'));
    }
  }

  private async run(wanted: Omit<ModelRecord, 'revision'>, write: WriteModel, build: Build, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      await this.registry.save(wanted);
      build.casesExpected = (await this.reads.all(caseCount))[0] ?? null;
      await this.store.create(wanted.name);
      await write((cases) => (build.cases += cases), signal);
      signal.throwIfAborted();
      await this.registry.save({ ...wanted, state: 'ready', cases: build.cases });
      await this.shelf.trim();
    } catch (error) {
      const cause: unknown = signal.aborted ? signal.reason : error;
      await this.abandon(wanted, signal.aborted ? 'dropped' : 'failed', cause as Error);
      throw cause;
    }
  }

  /** What is half-built is of no use to anybody; where even dropping it fails, the next start does it. */
  private async abandon(wanted: Omit<ModelRecord, 'revision'>, state: 'dropped' | 'failed', { message }: Error): Promise<void> {
    await this.registry.save({ ...wanted, state, problem: message }).catch(() => undefined);
    await this.store.drop(wanted.name).catch(() => undefined);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
