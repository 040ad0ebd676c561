import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseList, CaseSummary } from '@mingxiao/contracts/cases';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { labelOfItem } from '../query/labels.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { ListCasesQuery } from './list-cases.query.js';

@QueryHandler(ListCasesQuery)
export class ListCasesHandler implements IQueryHandler<ListCasesQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly basis: BasisOf,
    private readonly references: References,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request }: ListCasesQuery): Promise<CaseList> {
    const at = request.at === undefined ? this.clock.now() : (instantOf(request.at) ?? this.clock.now());
    const { by, unit, policy, limit, offset } = request;
    const measure = measureOf(request.measure);
    const basis = await this.basis.at(at);
    const listed = await this.figures.cases(questionOf(this.configuration.timeZone, request, { by, unit, policy, at }), measure, { limit, offset });
    const rows = listed.map(({ summary }) => summary);
    const sums = { total: listed[0]?.total ?? 0, cases: listed[0]?.cases ?? 0, scale: scaleOf(measure, policy) };
    const { reference } = await this.references.current();
    return { measure: measure.id, ...sums, rows, names: itemNames(rows, reference, at), basis };
  }
}

const itemNames = (rows: readonly CaseSummary[], reference: Reference, at: Instant): CaseList['names'] =>
  Object.fromEntries(
    [...new Set(rows.map(({ item }) => item))].flatMap((item) => {
      const label = item === null ? null : labelOfItem(reference, item, at);
      return item === null || label === null ? [] : [[item, label.name] as const];
    }),
  );
