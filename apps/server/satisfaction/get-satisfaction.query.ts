import { Query } from '@nestjs/cqrs';
import type { Satisfaction, SatisfactionRequest } from '@mingxiao/contracts/satisfaction';
import type { Viewer } from '../query/viewer.js';

export class GetSatisfactionQuery extends Query<Satisfaction> {
  constructor(
    readonly request: SatisfactionRequest,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
