import { Query } from '@nestjs/cqrs';
import type { Figures, FiguresRequest } from '@mingxiao/contracts/metrics';
import type { Viewer } from '../query/viewer.js';

export class GetFiguresQuery extends Query<Figures> {
  constructor(
    readonly request: FiguresRequest,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
