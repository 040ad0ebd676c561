import { Query } from '@nestjs/cqrs';
import type { CaseClockAnswer, ClockRequest } from '@mingxiao/contracts/clock';
import type { Viewer } from '../query/viewer.js';

/** Null when no fact that was known then speaks of the case. */
export class GetClockQuery extends Query<CaseClockAnswer | null> {
  constructor(
    readonly caseId: string,
    readonly request: ClockRequest,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
