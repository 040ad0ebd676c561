import { Query } from '@nestjs/cqrs';
import type { Ranking, RankingRequest } from '@mingxiao/contracts/rankings';
import type { ModelUnderWay } from '../models/read-model.js';
import type { Viewer } from '../query/viewer.js';

export class GetRankingQuery extends Query<Ranking | ModelUnderWay> {
  constructor(
    readonly request: RankingRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
