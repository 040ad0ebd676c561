import { Inject, Injectable } from '@nestjs/common';
import type { Basis } from '@mingxiao/contracts/basis';
import type { SurveysRequest } from '@mingxiao/contracts/surveys';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { readSurveys, type Surveys } from '@mingxiao/domain/surveys/read-surveys';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { surveyFacts } from '@mingxiao/projections/surveys/surveys.reads';
import { refuse } from '../http/problem.js';
import type { ReadModel } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { instantIn } from '../query/reading-instant.js';
import { Reads } from '../query/reads.js';
import { CLOCK } from '../tokens.js';

/** The surveys of an instant's knowledge, with the organisation as it was known then. */
export type KnownSurveys = { readonly surveys: Surveys; readonly reference: ReadModel['reference']; readonly at: Instant; readonly basis: Basis };

/** Reads surveys from their facts: no case's row rests on them, so no model has to be folded for what was known then. */
@Injectable()
export class SurveysOf {
  constructor(
    private readonly reads: Reads,
    private readonly references: References,
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async known(request: SurveysRequest): Promise<KnownSurveys> {
    const now = this.clock.now();
    const knownAt = instantIn(request.knownAt);
    if (knownAt !== null && knownAt >= now) throw refuse('invalid-request', `knownAt: ${request.knownAt ?? ''} has not passed yet; what will be known then may still change`);
    const at = knownAt ?? now;
    const live = await this.models.live();
    if (knownAt === null) return { surveys: await this.surveys([]), reference: live.reference, at, basis: await this.basis.at(at, live) };
    const position = await this.models.positionsKnownAt(knownAt);
    const { reference } = await this.references.below(position);
    const model: ReadModel = { ...live, reference, position, follows: false, knownAt };
    return { surveys: await this.surveys(position), reference, at, basis: await this.basis.at(at, model) };
  }

  private async surveys(upTo: readonly number[]): Promise<Surveys> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(surveyFacts, { upTo: [...upTo] })) facts.push(...toFacts(block));
    return readSurveys(facts);
  }
}
