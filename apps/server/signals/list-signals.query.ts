import { Query } from '@nestjs/cqrs';
import type { SignalList, SignalListRequest } from '@mingxiao/contracts/signals';
import type { ModelUnderWay } from '../models/read-model.js';
import type { Viewer } from '../query/viewer.js';

export class ListSignalsQuery extends Query<SignalList | ModelUnderWay> {
  constructor(
    readonly request: SignalListRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
