import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { RebuildPhase, RebuildProgress, RebuildRequest } from '@mingxiao/contracts/rebuild';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { countOfCases } from '@mingxiao/projections/facts/facts.reads';
import { liveModel } from '@mingxiao/projections/models/model-tables';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { caseCount } from '@mingxiao/projections/models/models.reads';
import type { Logger } from 'pino';
import { refuse } from '../http/problem.js';
import { ModelRegistry } from '../models/model-registry.js';
import { ModelStore } from '../models/model-store.js';
import { isReached, type Progress } from '../project/progress.js';
import { Projector } from '../project/projector.js';
import { References } from '../project/references.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, CLOCK, EVENT_LOG, LOGGER, PROGRESS } from '../tokens.js';
import { candidateOf, type Candidate } from './candidate.js';
import { compareModels } from './compare-models.js';
import { ModelSwitch } from './model-switch.js';
import { RebuildTurn } from './rebuild-turn.js';

const idle: RebuildProgress = { running: false, phase: null, model: null, done: 0, total: null, cases: 0, comparison: null, switched: false, problem: null };

/** While it is further behind than this it catches up beside the projection, so often at most; the rest while that stands still. */
const nearlyThereRecords = 2_000;
const catchUpsMax = 5;
const lookAgainMilliseconds = 500;

/** Builds the next live model beside the present one, compares both and exchanges them. One rebuild at a time. */
@Injectable()
export class Rebuilds implements OnModuleInit, OnApplicationShutdown {
  progress: RebuildProgress = idle;
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PROGRESS) private readonly progressOfLive: Progress,
    private readonly reads: Reads,
    private readonly references: References,
    private readonly projector: Projector,
    private readonly registry: ModelRegistry,
    private readonly models: ModelStore,
    private readonly switching: ModelSwitch,
    private readonly turn: RebuildTurn,
  ) {}

  /** A switch that a crash interrupted is finished before anything else, unless another process is at it. */
  async onModuleInit(): Promise<void> {
    while (await this.switching.isUnderWay()) {
      if (await this.turn.take()) await this.finishOnce().finally(() => this.turn.giveBack());
      else await pause(lookAgainMilliseconds);
    }
  }

  private async finishOnce(): Promise<void> {
    if (await this.switching.finish()) this.logger.warn('a switch of read models had been interrupted and is finished now');
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Builds, compares and, unless told otherwise, switches. A rebuild that was interrupted goes on where it was. Resolves when it has ended, however it did: see `progress`. */
  start(request: RebuildRequest): Promise<void> {
    return this.run(async (signal) => {
      const record = await this.begun(request.fromLog);
      this.note({ model: record.name });
      const candidate = await this.candidate(record);
      await this.copy(candidate, signal);
      const built = await this.fold(record, candidate, signal);
      await this.conclude(built, candidate, { compare: true, switch: request.switch }, signal);
    });
  }

  /** Puts the model that stands ready in the place of the live one. */
  switch(): Promise<void> {
    return this.exchange('ready', 'no rebuilt model stands ready; `mingxiao rebuild --no-switch` makes one');
  }

  /** Puts the model that was live before the last switch back in its place, with everything that has come since. */
  back(): Promise<void> {
    return this.exchange('former', 'there is no former model to go back to: nothing was switched, or it was dropped');
  }

  /** Ends the rebuild under way; what is written stays, and the next one goes on from there. */
  async cancel(): Promise<void> {
    if (!this.progress.running) throw refuse('conflict', 'no rebuild is under way');
    this.stopping.abort(new Error('cancelled; `mingxiao rebuild` goes on where it was'));
    await this.running;
  }

  /** Drops every model that a rebuild left beside the live one. Answers how many. */
  async drop(): Promise<number> {
    this.refuseWhileRunning();
    await this.takeTurn();
    try {
      const standing = await this.standing();
      for (const record of standing) await this.remove(record);
      return standing.length;
    } finally {
      await this.turn.giveBack();
    }
  }

  private async exchange(state: 'ready' | 'former', refusal: string): Promise<void> {
    this.refuseWhileRunning();
    const record = (await this.standing()).filter((one) => one.state === state).at(-1);
    if (record === undefined) throw refuse('conflict', refusal);
    if (record.madeBy !== (await this.registry.madeBy())) throw refuse('conflict', `${record.name} was made by another version, whose rows this one cannot read; drop it and rebuild`);
    await this.run(async (signal) => {
      this.note({ model: record.name });
      const candidate = await this.candidate(record);
      await this.copy(candidate, signal);
      await this.conclude(record, candidate, { compare: false, switch: true }, signal);
    });
  }

  private refuseWhileRunning(): void {
    if (this.progress.running) throw refuse('conflict', 'a rebuild is under way; wait for it or cancel it');
  }

  /** Rejects, before anything is done, while a rebuild is under way here or elsewhere; a failure of the work is told by `progress`. */
  private async run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.refuseWhileRunning();
    const { progress } = this;
    this.progress = { ...idle, running: true };
    await this.takeTurn().catch((error: unknown) => {
      this.progress = progress;
      throw error;
    });
    this.stopping = new AbortController();
    this.running = this.worked(work).finally(() => this.note({ running: false, phase: null }));
    await this.running;
  }

  private async takeTurn(): Promise<void> {
    if (!(await this.turn.take())) throw refuse('conflict', 'another process has a rebuild under way: wait for it; one that was killed leaves its turn to others after half a minute');
  }

  private async worked(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    try {
      await this.switching.finish();
      await work(this.stopping.signal);
    } catch (error) {
      const { message } = (this.stopping.signal.aborted ? this.stopping.signal.reason : error) as Error;
      if (!this.stopping.signal.aborted) this.logger.error({ err: error }, 'the rebuild failed');
      this.note({ problem: message });
    } finally {
      await this.turn.giveBack().catch((error: unknown) => this.logger.warn({ err: error }, 'the turn to rebuild was not given back; it passes on by itself'));
    }
  }

  private note(part: Partial<RebuildProgress>): void {
    this.progress = { ...this.progress, ...part };
  }

  private enter(phase: RebuildPhase, total: number | null = null): void {
    this.note({ phase, done: 0, total });
  }

  /** The interrupted rebuild of this kind, else a new one. Others that stand beside and were never live are dropped. */
  private async begun(fromLog: boolean): Promise<ModelRecord> {
    const [standing, madeBy] = await Promise.all([this.standing(), this.registry.madeBy()]);
    const interrupted = standing.find((record) => record.state === 'building' && record.fromLog === fromLog && record.madeBy === madeBy && record.generation === this.log.generation);
    for (const record of standing) if (record !== interrupted && record.state !== 'former') await this.remove(record);
    const record = interrupted ?? (await this.registry.save(await this.fresh(fromLog, madeBy)));
    await this.models.create(record.name, fromLog);
    return record;
  }

  private async fresh(fromLog: boolean, madeBy: string): Promise<Omit<ModelRecord, 'revision'>> {
    const number = (await this.registry.all()).filter(({ purpose }) => purpose === 'rebuild').length + 1;
    const now = this.clock.now();
    return {
      name: `r${number}`, purpose: 'rebuild', state: 'building', generation: this.log.generation, fromLog, madeBy,
      positions: [], referencePositions: [], knownAt: null, referenceKnownAt: null, versions: { rules: '', calendar: '', organisation: '' }, epoch: -1,
      cases: 0, tables: [], problem: '', createdAt: now, usedAt: now,
    };
  }

  private candidate(record: ModelRecord): Promise<Candidate> {
    const { log, store, reads, references } = this;
    let noteCopied = () => {};
    const candidate = candidateOf(record, { log, store, reads, references }, () => noteCopied());
    void candidate.then(({ facts }) => (noteCopied = () => this.note({ done: sumOf(facts?.position ?? []) }))).catch(() => undefined);
    return candidate;
  }

  private async copy({ facts }: Candidate, signal: AbortSignal): Promise<void> {
    if (facts === null) return;
    // As far as the live facts reach, so that both can be compared.
    const upTo = [...(await this.copied())];
    this.enter('copying', sumOf(upTo));
    await facts.run(signal, true, upTo);
    signal.throwIfAborted();
  }

  /** Folds every case; what an interrupted scan wrote counts when it was folded under the reference data of now. */
  private async fold(record: ModelRecord, { fold, references, facts }: Candidate, signal: AbortSignal): Promise<ModelRecord> {
    const reference = await references.reload();
    this.enter('folding', (await this.reads.on(record.name, record.fromLog ? record.name : liveModel).all(countOfCases))[0] ?? null);
    const resumes = record.positions.length > 0 && record.epoch === reference.epoch;
    const from = resumes ? await this.models.lastWritten(record.name) : '';
    const rests = resumes ? record : { ...record, positions: [...(facts?.position ?? (await this.copied()))], epoch: reference.epoch, versions: reference.reference.versions };
    const begun = resumes ? record : await this.registry.save(rests);
    if (resumes) await this.noteWritten(record);
    const onWritten = (count: number) => this.note({ done: this.progress.done + count, cases: this.progress.cases + count });
    await fold.scan(reference, { from, signal, onWritten });
    signal.throwIfAborted();
    await fold.commit(begun.positions, begun.epoch);
    return this.registry.save({ ...begun, state: 'ready', cases: this.progress.cases });
  }

  /** What an interrupted scan has written counts as done. */
  private async noteWritten({ name }: ModelRecord): Promise<void> {
    const [written = 0] = await this.reads.on(name).all(caseCount);
    this.note({ done: written, cases: written });
  }

  /** Catches up with the live model, and in one turn with it compares and switches: meanwhile nothing changes. */
  private async conclude(record: ModelRecord, candidate: Candidate, wanted: { readonly compare: boolean; readonly switch: boolean }, signal: AbortSignal): Promise<void> {
    this.enter('catching-up');
    for (let round = 0; round < catchUpsMax && (await this.isFarBehind(candidate)); round += 1) await this.catchUp(candidate, signal);
    const inTurn = async () => {
      await this.projector.fold.foldUpTo([...this.projector.facts.position], true);
      await this.catchUp(candidate, signal);
      if (wanted.compare) {
        this.enter('comparing');
        this.note({ comparison: await compareModels(this.reads, record.name) });
        // Comparing takes long where there is much, and other processes have gone on copying and folding.
        await this.catchUp(candidate, signal);
      }
      const { epoch } = await candidate.references.current();
      const current = { ...record, positions: [...candidate.fold.position], epoch };
      signal.throwIfAborted();
      if (!wanted.switch) return void (await this.registry.save(current));
      await this.turn.assertOwn();
      this.enter('switching');
      await this.switching.into(await this.registry.save(current));
      this.note({ switched: true });
    };
    await this.projector.standingStill(inTurn);
    if (wanted.switch) await this.removeOthers(record.name);
  }

  private async isFarBehind({ fold }: Candidate): Promise<boolean> {
    return sumOf(await this.copied()) - sumOf(fold.position) > nearlyThereRecords;
  }

  /** How far the facts of the live model are copied, by whichever processes. */
  private async copied(): Promise<readonly number[]> {
    return (await this.progressOfLive.state()).facts;
  }

  private async catchUp({ fold, facts }: Candidate, signal: AbortSignal): Promise<void> {
    const target = [...(await this.copied())];
    if (facts !== null) await facts.run(signal, true, target);
    signal.throwIfAborted();
    // What is folded without its facts would never be folded again.
    if (facts !== null && !isReached(facts.position, target)) throw new Error('the copy of the facts ended before what was to be folded; `mingxiao rebuild` goes on where it was');
    await fold.foldUpTo(target, facts !== null);
    signal.throwIfAborted();
  }

  /** One former model is enough to go back to. */
  private async removeOthers(name: string): Promise<void> {
    for (const record of await this.standing()) if (record.name !== name) await this.remove(record);
  }

  private async remove(record: ModelRecord): Promise<void> {
    await this.registry.save({ ...record, state: 'dropped' });
    await this.models.drop(record.name);
  }

  private async standing(): Promise<ModelRecord[]> {
    return (await this.registry.all()).filter(({ purpose, state }) => purpose === 'rebuild' && state !== 'dropped');
  }
}

const sumOf = (offsets: readonly number[]): number => offsets.reduce((sum, offset) => sum + offset, 0);
