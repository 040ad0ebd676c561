import { Query } from '@nestjs/cqrs';
import type { Satisfaction, SatisfactionRequest } from '@mingxiao/contracts/satisfaction';
import type { ModelUnderWay } from '../models/read-model.js';
import type { Viewer } from '../query/viewer.js';

export class GetSatisfactionQuery extends Query<Satisfaction | ModelUnderWay> {
  constructor(
    readonly request: SatisfactionRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
