import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseList, CaseSummary } from '@mingxiao/contracts/cases';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { caseList, caseListFragments } from '@mingxiao/projections/case-list/case-list.read';
import type { Configuration } from '../configuration/configuration.js';
import { ModelUnderWay } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { BasisOf } from '../query/basis.js';
import { labelOfItem } from '../query/labels.js';
import { periodOf } from '../query/period.js';
import { readingInstant } from '../query/reading-instant.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { ListCasesQuery } from './list-cases.query.js';

@QueryHandler(ListCasesQuery)
export class ListCasesHandler implements IQueryHandler<ListCasesQuery> {
  constructor(
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: ListCasesQuery): Promise<CaseList | ModelUnderWay> {
    const model = await this.models.chosen(request, gone);
    if (model instanceof ModelUnderWay) return model;
    const at = readingInstant(request, this.clock.now());
    const parameters = {
      ...periodOf(this.configuration.timeZone, request, at),
      allUnits: request.unit === undefined ? 1 : 0,
      unit: request.unit ?? '',
      district: request.district ?? '',
      department: request.department ?? '',
      section: request.section ?? '',
      kind: request.kind ?? '',
      limit: request.limit,
      offset: request.offset,
    };
    const basis = await this.basis.at(at, model);
    const listed = await model.reads.all(caseList, parameters, caseListFragments(request.by, request.measure));
    const rows = listed.map(({ summary }) => summary);
    return { total: listed[0]?.total ?? 0, rows, names: itemNames(rows, model.reference, at), basis };
  }
}

const itemNames = (rows: readonly CaseSummary[], reference: Reference, at: Instant): CaseList['names'] =>
  Object.fromEntries(
    [...new Set(rows.map(({ item }) => item))].flatMap((item) => {
      const label = item === null ? null : labelOfItem(reference, item, at);
      return item === null || label === null ? [] : [[item, label.name] as const];
    }),
  );
