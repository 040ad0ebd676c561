import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseList, CaseSummary } from '@mingxiao/contracts/cases';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import { questionOf } from '../figures/question-of.js';
import { ModelUnderWay } from '../models/read-model.js';
import { labelOfItem } from '../query/labels.js';
import { Readings } from '../query/readings.js';
import { CONFIGURATION } from '../tokens.js';
import { ListCasesQuery } from './list-cases.query.js';

@QueryHandler(ListCasesQuery)
export class ListCasesHandler implements IQueryHandler<ListCasesQuery> {
  constructor(
    private readonly figures: FiguresOf,
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: ListCasesQuery): Promise<CaseList | ModelUnderWay> {
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const { by, unit, policy, limit, offset } = request;
    const measure = measureOf(request.measure);
    const question = questionOf(this.configuration.timeZone, request, { by, unit, policy, at });
    const listed = await this.figures.cases(question, measure, { limit, offset }, model.reads);
    const rows = listed.map(({ summary }) => summary);
    // A page behind the end has no row that could say what all of them add up to.
    const [first] = listed.length === 0 && offset > 0 ? await this.figures.cases(question, measure, { limit: 1, offset: 0 }, model.reads) : listed;
    const sums = { total: first?.total ?? 0, cases: first?.cases ?? 0, scale: scaleOf(measure, policy) };
    return { measure: measure.id, ...sums, rows, names: itemNames(rows, model.reference, at), basis };
  }
}

const itemNames = (rows: readonly CaseSummary[], reference: Reference, at: Instant): CaseList['names'] =>
  Object.fromEntries(
    [...new Set(rows.map(({ item }) => item))].flatMap((item) => {
      const label = item === null ? null : labelOfItem(reference, item, at);
      return item === null || label === null ? [] : [[item, label.name] as const];
    }),
  );
