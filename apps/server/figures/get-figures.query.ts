import { Query } from '@nestjs/cqrs';
import type { Figures, FiguresRequest } from '@mingxiao/contracts/metrics';
import type { ModelUnderWay } from '../models/read-model.js';
import type { Viewer } from '../query/viewer.js';

export class GetFiguresQuery extends Query<Figures | ModelUnderWay> {
  constructor(
    readonly request: FiguresRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
