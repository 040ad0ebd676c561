import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { jointCaseOf } from '@mingxiao/projections/joint-cases/joint-cases.reads';
import { ModelUnderWay } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { BasisOf } from '../query/basis.js';
import { readingInstant } from '../query/reading-instant.js';
import { CLOCK } from '../tokens.js';
import { GetJointCaseQuery } from './get-joint-case.query.js';
import { namesOfDepartments, toJointCase } from './joint-answer.js';

@QueryHandler(GetJointCaseQuery)
export class GetJointCaseHandler implements IQueryHandler<GetJointCaseQuery> {
  constructor(
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, request, gone }: GetJointCaseQuery): Promise<JointCaseAnswer | ModelUnderWay> {
    const model = await this.models.chosen(request, gone);
    if (model instanceof ModelUnderWay) return model;
    const at = readingInstant(request, this.clock.now());
    const basis = await this.basis.at(at, model);
    const [joint] = await model.reads.all(jointCaseOf, { caseId });
    return { joint: joint === undefined ? null : toJointCase(joint), names: joint === undefined ? {} : namesOfDepartments(joint, model.reference, at), basis };
  }
}
