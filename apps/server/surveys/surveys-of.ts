import { Inject, Injectable } from '@nestjs/common';
import type { Basis } from '@mingxiao/contracts/basis';
import type { SurveyWaveRequest } from '@mingxiao/contracts/surveys';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { readSurveys, type Surveys } from '@mingxiao/domain/surveys/read-surveys';
import { surveysBy } from '@mingxiao/domain/surveys/waves-of-period';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { surveyFacts } from '@mingxiao/projections/surveys/surveys.reads';
import { refuse } from '../http/problem.js';
import type { ReadModel } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { instantIn, readingInstant } from '../query/reading-instant.js';
import { CLOCK } from '../tokens.js';

/** The surveys of an instant's knowledge, with the organisation as it was known then. */
export type KnownSurveys = { readonly surveys: Surveys; readonly reference: ReadModel['reference']; readonly at: Instant; readonly basis: Basis };

/** Reads surveys from their facts: no case's row rests on them, so no model has to be folded for what was known then. */
@Injectable()
export class SurveysOf {
  constructor(
    private readonly references: References,
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Nothing that happened after the instant the request is read for. */
  async known(request: SurveyWaveRequest): Promise<KnownSurveys> {
    const now = this.clock.now();
    const knownAt = instantIn(request.knownAt);
    if (knownAt !== null && knownAt >= now) throw refuse('invalid-request', `knownAt: ${request.knownAt ?? ''} has not passed yet; what will be known then may still change`);
    const at = readingInstant(request, now);
    const model = await this.modelKnown(knownAt);
    return { surveys: surveysBy(await this.of(model), at), reference: model.reference, at, basis: await this.basis.at(at, model) };
  }

  /** All that a model's facts say of surveys. */
  async of({ reads, follows, position }: ReadModel): Promise<Surveys> {
    const facts: StoredFact[] = [];
    for await (const block of reads.stream(surveyFacts, { upTo: follows ? [] : [...position] })) facts.push(...toFacts(block));
    return readSurveys(facts);
  }

  /** The live model, or as much of it as a read of facts alone needs. */
  private async modelKnown(knownAt: Instant | null): Promise<ReadModel> {
    const live = await this.models.live();
    if (knownAt === null) return live;
    const position = await this.models.positionsKnownAt(knownAt);
    const { reference } = await this.references.below(position);
    return { ...live, reference, position, follows: false, knownAt };
  }
}
