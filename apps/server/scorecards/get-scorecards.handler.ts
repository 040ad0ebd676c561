import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { datesOf, type ScorecardAnswer, type ScorecardList } from '@mingxiao/contracts/scorecards';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { Configuration } from '../configuration/configuration.js';
import { refuse } from '../http/problem.js';
import { ModelUnderWay } from '../models/read-model.js';
import { labellerOf } from '../query/labeller.js';
import { periodOf } from '../query/period.js';
import { Readings } from '../query/readings.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { chiefsOfPeriod } from './chiefs-of-period.js';
import { GetScorecardsQuery } from './get-scorecards.query.js';
import { knownAtOf } from './known-at-of.js';
import { schemeInForce } from './scheme-in-force.js';
import { ScoreUnits } from './score-units.js';
import { toScorecard, toScorecardList } from './scorecard-answers.js';

@QueryHandler(GetScorecardsQuery)
export class GetScorecardsHandler implements IQueryHandler<GetScorecardsQuery> {
  constructor(
    private readonly units: ScoreUnits,
    private readonly readings: Readings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ scheme: name, request: asked, gone }: GetScorecardsQuery): Promise<ScorecardList | ScorecardAnswer | ModelUnderWay> {
    const { timeZone } = this.configuration;
    const request = knownAtOf(timeZone, asked, this.clock.now());
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const dates = datesOf(request);
    const scheme = schemeInForce(model.reference, name, periodOf(timeZone, dates, at).until);
    const set = await this.units.score(model, scheme, dates, at);
    const label = labellerOf(model.reference, scheme.level, at);
    if (request.unit === undefined) return toScorecardList(set, label, basis);
    const scored = set.cards.find(({ card }) => card.unit === request.unit);
    if (scored === undefined) throw refuse('not-found', `${request.unit} is no ${scheme.level} that was known then; without \`unit\` the answer lists all of them`);
    const chiefs = chiefsOfPeriod(set, request.unit, { reference: model.reference, timeZone, at, basis, asked: request.at });
    return { ...toScorecard(set, scored, label, basis, request.at), chiefs };
  }
}
