import { Query } from '@nestjs/cqrs';
import type { Ranking, RankingRequest } from '@mingxiao/contracts/rankings';
import type { Viewer } from '../query/viewer.js';

export class GetRankingQuery extends Query<Ranking> {
  constructor(
    readonly request: RankingRequest,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
