import { Query } from '@nestjs/cqrs';
import type { ScorecardAnswer, ScorecardList, ScorecardsRequest } from '@mingxiao/contracts/scorecards';
import type { ModelUnderWay } from '../models/read-model.js';
import type { Viewer } from '../query/viewer.js';

export class GetScorecardsQuery extends Query<ScorecardList | ScorecardAnswer | ModelUnderWay> {
  constructor(
    readonly scheme: string,
    readonly request: ScorecardsRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
