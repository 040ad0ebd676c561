import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Basis } from '@mingxiao/contracts/basis';
import type { PublicationSummary } from '@mingxiao/contracts/publications';
import type { ScorecardAnswer, ScorecardRow } from '@mingxiao/contracts/scorecards';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import type { FrozenUnit } from '@mingxiao/domain/publications/publication';
import type { Configuration } from '../configuration/configuration.js';
import { refuse } from '../http/problem.js';
import { ModelUnderWay } from '../models/read-model.js';
import { BasisOf } from '../query/basis.js';
import { labellerOf } from '../query/labeller.js';
import { chiefsOfPeriod } from '../scorecards/chiefs-of-period.js';
import { fingerprintOf, toScorecard, toScorecardList } from '../scorecards/scorecard-answers.js';
import { CONFIGURATION } from '../tokens.js';
import { summaryOf } from './publication-answers.js';
import { Publications } from './publications.js';
import { ScoreAgain } from './score-again.js';

export type PublicationAnswer = {
  readonly publication: PublicationSummary;
  readonly said: readonly FrozenUnit[];
  readonly reproduced: boolean;
  readonly rows: readonly ScorecardRow[];
  readonly trees: ScorecardAnswer['trees'] | null;
  readonly chiefs: ScorecardAnswer['chiefs'] | null;
  readonly basis: Basis;
};

export class GetPublicationQuery extends Query<PublicationAnswer | ModelUnderWay> {
  constructor(
    readonly id: string,
    /** Whose trees and chiefs are wanted too. */
    readonly unit?: string,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}

/** A publication made again from the facts it rested on, with the word whether it is the same to the byte. */
@QueryHandler(GetPublicationQuery)
export class GetPublicationHandler implements IQueryHandler<GetPublicationQuery> {
  constructor(
    private readonly publications: Publications,
    private readonly scoreAgain: ScoreAgain,
    private readonly basis: BasisOf,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ id, unit, gone }: GetPublicationQuery): Promise<PublicationAnswer | ModelUnderWay> {
    const publication = await this.publications.named(id);
    const scored = await this.scoreAgain.asPublished(publication, gone);
    if (scored instanceof ModelUnderWay) return scored;
    const { set, model } = scored;
    const at = instantOf(publication.at) ?? 0;
    const basis = await this.basis.at(at, model);
    const label = labellerOf(model.reference, set.scheme.level, at);
    const card = unit === undefined ? null : set.cards.find((one) => one.card.unit === unit);
    if (card === undefined) throw refuse('not-found', `${unit} is not in this publication`);
    return {
      publication: summaryOf(publication),
      said: publication.units,
      reproduced: fingerprintOf(set, set.cards) === publication.fingerprint,
      rows: toScorecardList(set, label, basis).rows,
      trees: card === null ? null : toScorecard(set, card, label, basis, publication.at).trees,
      chiefs: card === null ? null : chiefsOfPeriod(set, card.card.unit, { reference: model.reference, timeZone: this.configuration.timeZone, at, basis, asked: publication.at }),
      basis,
    };
  }
}
