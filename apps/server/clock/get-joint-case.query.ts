import { Query } from '@nestjs/cqrs';
import type { KnownAtRequest } from '@mingxiao/contracts/known-at';
import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import type { ModelUnderWay } from '../models/read-model.js';
import type { Viewer } from '../query/viewer.js';

/** The joint case that a case heads, or that it is a part of. */
export class GetJointCaseQuery extends Query<JointCaseAnswer | ModelUnderWay> {
  constructor(
    readonly caseId: string,
    readonly request: KnownAtRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}
