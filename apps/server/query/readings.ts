import { Inject, Injectable } from '@nestjs/common';
import type { Basis } from '@mingxiao/contracts/basis';
import type { KnownAtRequest } from '@mingxiao/contracts/known-at';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { ModelUnderWay, type ReadModel } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { CLOCK } from '../tokens.js';
import { BasisOf } from './basis.js';
import { readingInstant } from './reading-instant.js';

/** What an answer is read from, for which instant, and what it says that it rests on. */
export type Reading = { readonly model: ReadModel; readonly at: Instant; readonly basis: Basis };

type ReadingRequest = KnownAtRequest & { readonly at?: string | undefined };

/** Opens the reading of a request. */
@Injectable()
export class Readings {
  constructor(
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The model that a request names, the live one where it names none, or what to wait for while it is being built. `gone`
   * as in `ReadModels.chosen`, whose problems this throws.
   */
  async of(request: ReadingRequest, gone?: AbortSignal): Promise<Reading | ModelUnderWay> {
    const model = await this.models.chosen(request, gone);
    if (model instanceof ModelUnderWay) return model;
    const at = readingInstant(request, this.clock.now());
    return { model, at, basis: await this.basis.at(at, model) };
  }
}
