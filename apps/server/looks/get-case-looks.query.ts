import { Query } from '@nestjs/cqrs';
import type { CaseLooks } from '@mingxiao/contracts/looks';
import type { Viewer } from '../query/viewer.js';

/** Null when no fact speaks of the case. */
export class GetCaseLooksQuery extends Query<CaseLooks | null> {
  constructor(
    readonly caseId: string,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
