import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Grouping, Ranking, RankingRequest } from '@mingxiao/contracts/rankings';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { rankingCases, rankingRatings, ratedUnitColumns, unitColumns } from '@mingxiao/projections/rankings/ranking.reads';
import { minimumCases, toRankingRows, type UnitLabel } from '@mingxiao/projections/rankings/ranking.rows';
import type { Configuration } from '../configuration/configuration.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { labelOfItem, labelOfStaff, labelOfUnit } from '../query/labels.js';
import { periodOf } from '../query/period.js';
import { Reads } from '../query/reads.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { GetRankingQuery } from './get-ranking.query.js';

@QueryHandler(GetRankingQuery)
export class GetRankingHandler implements IQueryHandler<GetRankingQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly references: References,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request }: GetRankingQuery): Promise<Ranking> {
    const at = request.at === undefined ? this.clock.now() : (instantOf(request.at) ?? this.clock.now());
    const parameters = { ...periodOf(this.configuration.timeZone, request, at), ...filtersOf(request) };
    const basis = await this.basis.at(at);
    const [cases, ratings, { reference }] = await Promise.all([
      this.reads.all(rankingCases, parameters, { unit: unitColumns[request.by] }),
      this.reads.all(rankingRatings, parameters, { ratedUnit: ratedUnitColumns[request.by] }),
      this.references.current(),
    ]);
    const { by, from, to } = request;
    return { by, from, to, minimumCases, rows: toRankingRows(cases, ratings, labeller(reference, by, at)), basis };
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
