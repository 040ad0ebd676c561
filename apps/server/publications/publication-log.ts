import { Inject, Injectable } from '@nestjs/common';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { publicationSource } from '@mingxiao/domain/publications/publication';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { refuse } from '../http/problem.js';
import { Door } from '../ingest/door.js';
import type { Progress } from '../project/progress.js';
import { CLOCK, PROGRESS } from '../tokens.js';

/** Appends what was published and waits until it can be read. */
@Injectable()
export class PublicationLog {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly door: Door,
    @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  /** Of two events under one id the first in the log counts: whoever comes second finds the other's, and looks whether it is its own. */
  async append(type: string, publication: string, id: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    const event = { specversion: '1.0', id, source: publicationSource, type, subject: publication, time: toIso(this.clock.now()), data };
    const [result] = await this.door.take([JSON.stringify(event)], 'person');
    if (result?.status === 'rejected' || result?.status === 'parked') throw refuse('invalid-request', result.problem ?? 'this makes no valid publication');
    await this.progress.caughtUp(AbortSignal.timeout(60_000));
  }
}
