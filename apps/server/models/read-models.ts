import { Inject, Injectable } from '@nestjs/common';
import type { KnownAtRequest } from '@mingxiao/contracts/known-at';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { liveModel } from '@mingxiao/projections/models/model-tables';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { refuse } from '../http/problem.js';
import { FoldStep } from '../project/fold-step.js';
import type { Progress } from '../project/progress.js';
import { References, type LoadedReference } from '../project/references.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, CLOCK, EVENT_LOG, PROGRESS } from '../tokens.js';
import { KnownPositions } from './known-positions.js';
import { ModelBuilds, type WriteModel } from './model-builds.js';
import { nameOfModel } from './model-name.js';
import { ModelRegistry } from './model-registry.js';
import { PresentModels } from './present-models.js';
import { ModelUnderWay, type ReadModel } from './read-model.js';

/** What a model is to rest on. Positions are first log offsets that do not count, one per partition. */
export type RestsOn = {
  readonly positions: readonly number[];
  /** For reference data; the same as for facts unless given. */
  readonly referencePositions?: readonly number[];
  /** The instants the positions come from, to be shown beside the figures; null where somebody gave positions. */
  readonly knownAt?: Instant | null;
  readonly referenceKnownAt?: Instant | null;
};

const projectionMilliseconds = 60_000;

/** Finds the read model that a request is to be answered from, and has it built where there is none yet. */
@Injectable()
export class ReadModels {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ANALYTICS_STORE) private readonly store: AnalyticsStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reads: Reads,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly references: References,
    private readonly known: KnownPositions,
    private readonly registry: ModelRegistry,
    private readonly builds: ModelBuilds,
    private readonly present: PresentModels,
  ) {}

  /**
   * The model that holds what was known at the instants of a request; the live one where it names none. A model that is
   * not ready within a few seconds goes on being built, and the answer is its name. `gone` aborts when nobody waits any
   * more: what is read of the model ends then, and a build that nobody else waits for. Throws a problem for an instant that is not past.
   */
  async chosen(request: KnownAtRequest, gone?: AbortSignal): Promise<ReadModel | ModelUnderWay> {
    const knownAt = this.pastInstant('knownAt', request.knownAt);
    const referenceKnownAt = this.pastInstant('referenceKnownAt', request.referenceKnownAt);
    if (knownAt !== null) {
      const positions = await this.known.at(knownAt);
      const referencePositions = referenceKnownAt === null ? positions : await this.known.at(referenceKnownAt);
      return this.modelAt({ positions, referencePositions, knownAt, referenceKnownAt }, gone);
    }
    return referenceKnownAt === null ? this.live(gone) : this.presentUnder(referenceKnownAt, gone);
  }

  /** The model that is kept current. `gone` as in `chosen`. */
  async live(gone?: AbortSignal): Promise<ReadModel> {
    const position = await this.progress.position();
    const { reference } = await this.references.current();
    return { name: liveModel, reads: this.reads.until(gone), reference, position, follows: true, knownAt: null, referenceKnownAt: null };
  }

  /**
   * The model of exactly the facts below log positions, folded under the reference data below `referencePositions`. This
   * is what a publication stores, so that its figures can be made again for as long as the log stands: the same positions
   * give the same model, whoever asks. It is folded once, by one scan of the facts, and kept while it is used. Positions
   * come from `basis.position` of an earlier answer or from `positionsKnownAt`; they must not lie ahead of the log.
   *
   * Resolves with the model, or after a few seconds of building with its name: ask again then. Rejects when the build
   * fails. `gone` as in `chosen`.
   */
  async modelAt(restsOn: RestsOn, gone?: AbortSignal): Promise<ReadModel | ModelUnderWay> {
    const { positions, referencePositions = positions, knownAt = null, referenceKnownAt = null } = restsOn;
    await this.progress.reached(furthest(positions, referencePositions), AbortSignal.timeout(projectionMilliseconds));
    const { generation } = this.log;
    const madeBy = await this.registry.madeBy();
    const name = nameOfModel({ madeBy, generation, positions, referencePositions });
    const loaded = await this.references.below(referencePositions);
    const record = this.record({ name, purpose: 'as-of', positions, referencePositions, knownAt, referenceKnownAt, madeBy }, loaded);
    const write: WriteModel = (onWritten, signal) => this.stepOf(name, loaded).scan(loaded, { upTo: positions, onWritten, signal });
    if (!(await this.builds.ready(record, write, gone))) return new ModelUnderWay(name);
    return { name, reads: this.reads.on(name).until(gone), reference: loaded.reference, position: positions, follows: false, knownAt, referenceKnownAt };
  }

  /** Per partition, the first offset that the log took after an instant. */
  positionsKnownAt(instant: Instant): Promise<readonly number[]> {
    return this.known.at(instant);
  }

  /** All facts there are, under the reference data of an instant: what the rules of then would make of the present. */
  private async presentUnder(referenceKnownAt: Instant, gone?: AbortSignal): Promise<ReadModel | ModelUnderWay> {
    const referencePositions = await this.known.at(referenceKnownAt);
    const madeBy = await this.registry.madeBy();
    const name = nameOfModel({ madeBy, generation: this.log.generation, positions: null, referencePositions });
    const loaded = await this.references.below(referencePositions);
    const position = await this.progress.position();
    const record = this.record({ name, purpose: 'candidate', positions: position, referencePositions, knownAt: null, referenceKnownAt, madeBy }, loaded);
    const write: WriteModel = async (onWritten, signal) => {
      const step = this.stepOf(name, loaded);
      await step.scan(loaded, { onWritten, signal });
      await step.commit(position, loaded.epoch);
      this.present.keep(name, step);
    };
    if (!(await this.builds.ready(record, write, gone))) return new ModelUnderWay(name);
    if (!this.present.has(name)) await this.resume(name, loaded);
    const reached = await this.present.catchUp(name, await this.progress.position());
    return { name, reads: this.reads.on(name).until(gone), reference: loaded.reference, position: reached, follows: true, knownAt: null, referenceKnownAt };
  }

  private async resume(name: string, loaded: LoadedReference): Promise<void> {
    const step = this.stepOf(name, loaded);
    await step.resume();
    if (!this.present.has(name)) this.present.keep(name, step);
  }

  /** A fold of its own, under reference data that stay as they are. */
  private stepOf(name: string, loaded: LoadedReference): FoldStep {
    const references = { current: () => Promise.resolve(loaded), reload: () => Promise.resolve(loaded) };
    return new FoldStep(this.log.generation, this.log.partitions, this.store, this.reads, references, name);
  }

  private record(
    model: Pick<ModelRecord, 'name' | 'purpose' | 'positions' | 'referencePositions' | 'knownAt' | 'referenceKnownAt' | 'madeBy'>,
    { reference: { versions }, epoch }: LoadedReference,
  ): Omit<ModelRecord, 'revision'> {
    const now = this.clock.now();
    return { ...model, state: 'building', generation: this.log.generation, fromLog: false, versions, epoch, cases: 0, tables: [], problem: '', createdAt: now, usedAt: now };
  }

  /** Null where none is asked for. What is known at an instant that has not passed may still change. */
  private pastInstant(name: string, text: string | undefined): Instant | null {
    if (text === undefined) return null;
    const instant = instantOf(text);
    if (instant === null) throw refuse('invalid-request', `${name}: ${text} is no instant such as 2026-06-30T18:00:00+08:00`);
    if (instant >= this.clock.now()) throw refuse('invalid-request', `${name}: ${text} has not passed yet; what will be known then may still change`);
    return instant;
  }
}

const furthest = (a: readonly number[], b: readonly number[]): number[] => a.map((offset, partition) => Math.max(offset, b[partition] ?? 0));
