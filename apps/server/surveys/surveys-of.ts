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

/** Waves to which anything happened in a span, half-open; where one is named, that one. */
export type WavesWanted = { readonly from?: Instant | undefined; readonly to?: Instant | undefined; readonly wave?: string | undefined };

/** As far as times of events are kept: from 1900 to 2299. */
const always = { from: Date.UTC(1900, 0, 1), to: Date.UTC(2299, 11, 31) };

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
  async known(request: SurveyWaveRequest, wanted: WavesWanted = {}): Promise<KnownSurveys> {
    const now = this.clock.now();
    const knownAt = instantIn(request.knownAt);
    if (knownAt !== null && knownAt >= now) throw refuse('invalid-request', `knownAt: ${request.knownAt ?? ''} has not passed yet; what will be known then may still change`);
    const at = readingInstant(request, now);
    const model = await this.modelKnown(knownAt);
    return { surveys: surveysBy(await this.of(model, wanted), at), reference: model.reference, at, basis: await this.basis.at(at, model) };
  }

  /** All that a model's facts say of the waves that are wanted. */
  async of({ reads, follows, position }: ReadModel, { from = always.from, to = always.to, wave }: WavesWanted): Promise<Surveys> {
    const facts: StoredFact[] = [];
    for await (const block of reads.stream(surveyFacts, { upTo: follows ? [] : [...position], from, to, waves: wave === undefined ? [] : [wave] })) for (const fact of toFacts(block)) facts.push(fact);
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
