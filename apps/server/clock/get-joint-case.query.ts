import { Query } from '@nestjs/cqrs';
import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import type { Viewer } from '../query/viewer.js';

/** The joint case that a case heads, or that it is a part of. */
export class GetJointCaseQuery extends Query<JointCaseAnswer> {
  constructor(
    readonly caseId: string,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
