import { Query } from '@nestjs/cqrs';
import type { CaseDetail } from '@mingxiao/contracts/cases';
import type { Viewer } from '../query/viewer.js';

/** Null when no fact speaks of the case. */
export class GetCaseQuery extends Query<CaseDetail | null> {
  constructor(
    readonly caseId: string,
    readonly at: number | null,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
