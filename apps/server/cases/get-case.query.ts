import { Query } from '@nestjs/cqrs';
import type { CaseDetail, CaseRequest } from '@mingxiao/contracts/cases';
import type { Viewer } from '../query/viewer.js';

/** Null when no fact that was known speaks of the case. */
export class GetCaseQuery extends Query<CaseDetail | null> {
  constructor(
    readonly caseId: string,
    readonly request: CaseRequest,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
