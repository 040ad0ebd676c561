import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseList, CaseSummary } from '@mingxiao/contracts/cases';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { caseList, caseListFragments } from '@mingxiao/projections/case-list/case-list.read';
import type { Configuration } from '../configuration/configuration.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { labelOfItem } from '../query/labels.js';
import { periodOf } from '../query/period.js';
import { Reads } from '../query/reads.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { ListCasesQuery } from './list-cases.query.js';

@QueryHandler(ListCasesQuery)
export class ListCasesHandler implements IQueryHandler<ListCasesQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly basis: BasisOf,
    private readonly references: References,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request }: ListCasesQuery): Promise<CaseList> {
    const at = request.at === undefined ? this.clock.now() : (instantOf(request.at) ?? this.clock.now());
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
    const basis = await this.basis.at(at);
    const listed = await this.reads.all(caseList, parameters, caseListFragments(request.by, request.measure));
    const rows = listed.map(({ summary }) => summary);
    const { reference } = await this.references.current();
    return { total: listed[0]?.total ?? 0, rows, names: itemNames(rows, reference, at), basis };
  }
}

const itemNames = (rows: readonly CaseSummary[], reference: Reference, at: Instant): CaseList['names'] =>
  Object.fromEntries(
    [...new Set(rows.map(({ item }) => item))].flatMap((item) => {
      const label = item === null ? null : labelOfItem(reference, item, at);
      return item === null || label === null ? [] : [[item, label.name] as const];
    }),
  );
