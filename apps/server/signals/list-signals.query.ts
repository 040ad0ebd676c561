import { Query } from '@nestjs/cqrs';
import type { SignalList, SignalListRequest } from '@mingxiao/contracts/signals';
import type { Viewer } from '../query/viewer.js';

export class ListSignalsQuery extends Query<SignalList> {
  constructor(
    readonly request: SignalListRequest,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
