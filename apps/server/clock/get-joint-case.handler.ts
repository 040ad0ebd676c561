import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { jointCaseOf } from '@mingxiao/projections/joint-cases/joint-cases.reads';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { Reads } from '../query/reads.js';
import { CLOCK } from '../tokens.js';
import { GetJointCaseQuery } from './get-joint-case.query.js';
import { namesOfDepartments, toJointCase } from './joint-answer.js';

@QueryHandler(GetJointCaseQuery)
export class GetJointCaseHandler implements IQueryHandler<GetJointCaseQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly references: References,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId }: GetJointCaseQuery): Promise<JointCaseAnswer> {
    const now = this.clock.now();
    const basis = await this.basis.at(now);
    const [[joint], { reference }] = await Promise.all([this.reads.all(jointCaseOf, { caseId }), this.references.current()]);
    return { joint: joint === undefined ? null : toJointCase(joint), names: joint === undefined ? {} : namesOfDepartments(joint, reference, now), basis };
  }
}
