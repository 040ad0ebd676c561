import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { knownPositions } from '@mingxiao/projections/models/models.reads';
import type { Progress } from '../project/progress.js';
import { Reads } from '../query/reads.js';
import { EVENT_LOG, PROGRESS } from '../tokens.js';
import { ModelRegistry } from './model-registry.js';

const waitMilliseconds = 60_000;
const keptMax = 1_000;

/** Where the log stood at an instant. Resolved once: the same instant never means anything else later. */
@Injectable()
export class KnownPositions {
  private readonly resolved = new Map<Instant, readonly number[]>();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly registry: ModelRegistry,
    private readonly reads: Reads,
  ) {}

  /**
   * Per partition, the first offset that the log took after the instant (milliseconds). Rejects with a TimeoutError when
   * the projection is too far behind to say.
   */
  async at(instant: Instant): Promise<readonly number[]> {
    const known = this.resolved.get(instant) ?? (await this.ofModels(instant)) ?? (await this.read(instant));
    this.resolved.delete(instant);
    this.resolved.set(instant, known);
    for (const oldest of [...this.resolved.keys()].slice(0, -keptMax)) this.resolved.delete(oldest);
    return known;
  }

  /** What the instant meant when a model was made for it. */
  private async ofModels(instant: Instant): Promise<readonly number[] | null> {
    const models = (await this.registry.all()).filter(({ generation }) => generation === this.log.generation);
    const byFacts = models.find(({ knownAt }) => knownAt === instant);
    return byFacts?.positions ?? models.find(({ referenceKnownAt }) => referenceKnownAt === instant)?.referencePositions ?? null;
  }

  private async read(instant: Instant): Promise<readonly number[]> {
    // What the log took by then must be in the store, and reference data among it in memory.
    await this.progress.caughtUp(AbortSignal.timeout(waitMilliseconds));
    const { generation, partitions } = this.log;
    const rows = await this.reads.all(knownPositions, { generation, knownAt: instant });
    return Array.from({ length: partitions }, (_, partition) => rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0);
  }
}
