import { Query } from '@nestjs/cqrs';
import type { CaseList, CaseListRequest } from '@mingxiao/contracts/cases';
import type { Viewer } from '../query/viewer.js';

export class ListCasesQuery extends Query<CaseList> {
  constructor(
    readonly request: CaseListRequest,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
