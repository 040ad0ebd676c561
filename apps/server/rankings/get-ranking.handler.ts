import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Grouping, Ranking, RankingRequest } from '@mingxiao/contracts/rankings';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { rankingCases, rankingRatings, ratedUnitColumns, unitColumns } from '@mingxiao/projections/rankings/ranking.reads';
import { minimumCases, toRankingRows, type UnitLabel } from '@mingxiao/projections/rankings/ranking.rows';
import type { Configuration } from '../configuration/configuration.js';
import { ModelUnderWay } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { BasisOf } from '../query/basis.js';
import { labelOfItem, labelOfStaff, labelOfUnit } from '../query/labels.js';
import { periodOf } from '../query/period.js';
import { readingInstant } from '../query/reading-instant.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { GetRankingQuery } from './get-ranking.query.js';

@QueryHandler(GetRankingQuery)
export class GetRankingHandler implements IQueryHandler<GetRankingQuery> {
  constructor(
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: GetRankingQuery): Promise<Ranking | ModelUnderWay> {
    const model = await this.models.chosen(request, gone);
    if (model instanceof ModelUnderWay) return model;
    const at = readingInstant(request, this.clock.now());
    const parameters = { ...periodOf(this.configuration.timeZone, request, at), ...filtersOf(request) };
    const basis = await this.basis.at(at, model);
    const [cases, ratings] = await Promise.all([
      model.reads.all(rankingCases, parameters, { unit: unitColumns[request.by] }),
      model.reads.all(rankingRatings, parameters, { ratedUnit: ratedUnitColumns[request.by] }),
    ]);
    const { by, from, to } = request;
    return { by, from, to, minimumCases, rows: toRankingRows(cases, ratings, labeller(model.reference, by, at)), basis };
  }
}

const filtersOf = ({ district, department, section, kind }: RankingRequest) => ({
  district: district ?? '',
  department: department ?? '',
  section: section ?? '',
  kind: kind ?? '',
});

/** Names as they stand at the reading. */
const labeller = (reference: Reference, by: Grouping, at: Instant): ((unit: string) => UnitLabel) => {
  if (by === 'item') return (item) => labelOfItem(reference, item, at);
  if (by === 'staff') return (staff) => labelOfStaff(reference, staff, at);
  return (unit) => labelOfUnit(reference, unit, at);
};
