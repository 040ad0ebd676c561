import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { datesOf } from '@mingxiao/contracts/scorecards';
import type { WhatIfAnswer, WhatIfRequest } from '@mingxiao/contracts/what-if';
import { addDays, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { rememberedPriors } from '@mingxiao/domain/scoring/ranks/class-prior';
import { readScheme } from '@mingxiao/domain/scoring/read-scheme';
import { keyOnly, type ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { compareRankings } from '@mingxiao/domain/scoring/what-if/compare-rankings';
import { weightSensitivity } from '@mingxiao/domain/scoring/what-if/weight-sensitivity';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import type { Configuration } from '../configuration/configuration.js';
import { refuse } from '../http/problem.js';
import { ModelUnderWay } from '../models/read-model.js';
import { Readings } from '../query/readings.js';
import { schemeInForce } from '../scorecards/scheme-in-force.js';
import { ScoreUnits } from '../scorecards/score-units.js';
import { CONFIGURATION } from '../tokens.js';
import { scoreByKey } from './scored-by-key.js';

export class WhatIfQuery extends Query<WhatIfAnswer | ModelUnderWay> {
  constructor(
    readonly request: WhatIfRequest,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}

/** Scores the same history under two schemes. It only reads. */
@QueryHandler(WhatIfQuery)
export class WhatIfHandler implements IQueryHandler<WhatIfQuery> {
  constructor(
    private readonly units: ScoreUnits,
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: WhatIfQuery): Promise<WhatIfAnswer | ModelUnderWay> {
    const candidate = candidateOf(request.candidate);
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const dates = datesOf(request);
    const periodEnd = startOfLocalDay(this.configuration.timeZone, addDays(dates.to, 1)) - 1;
    const inForce = schemeInForce(model.reference, request.against ?? candidate.name, Math.min(at, periodEnd));
    if (inForce.level !== candidate.level) throw refuse('invalid-request', `the candidate scores every ${candidate.level}, ${inForce.name} every ${inForce.level}: they cannot be compared`);
    const [keyInForce, keyOfCandidate] = [keyOnly(inForce), keyOnly(candidate)];
    const inputs = await this.units.inputs(model, [keyInForce, keyOfCandidate], dates, at);
    const priorOf = rememberedPriors();
    const { ranked: before } = scoreByKey(keyInForce, inputs(keyInForce), priorOf);
    const after = scoreByKey(keyOfCandidate, inputs(keyOfCandidate), priorOf);
    return {
      candidate: { name: candidate.name, version: candidate.version },
      against: { name: inForce.name, version: inForce.version },
      ...dates,
      moves: [...compareRankings(before, after.ranked)],
      sensitivity: weightSensitivity(keyOfCandidate, after.read).map(({ component, change, moved, placesMax }) => ({ component, change, moved, placesMax })),
      basis,
    };
  }
}

const candidateOf = (content: unknown): ScoringScheme => {
  const read = readScheme(content, scoringFigures);
  if (read.ok) return read.value;
  throw refuse('invalid-request', `the candidate cannot be used: ${read.rejection.map(({ field, message }) => `${field}: ${message}`).join('; ')}`, { errors: read.rejection });
};
