import { Query } from '@nestjs/cqrs';
import type { CaseList, CaseListRequest } from '@mingxiao/contracts/cases';
import type { ModelUnderWay } from '../models/read-model.js';
import type { Viewer } from '../query/viewer.js';

export class ListCasesQuery extends Query<CaseList | ModelUnderWay> {
  constructor(
    readonly request: CaseListRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
