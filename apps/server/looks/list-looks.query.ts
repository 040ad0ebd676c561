import { Query } from '@nestjs/cqrs';
import type { Looks, LooksRequest } from '@mingxiao/contracts/looks';
import type { Viewer } from '../query/viewer.js';

export class ListLooksQuery extends Query<Looks> {
  constructor(
    readonly request: LooksRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
