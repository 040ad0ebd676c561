import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseLooks } from '@mingxiao/contracts/looks';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { overtakers } from '@mingxiao/projections/looks/looks.reads';
import { KnownCases } from '../clock/known-cases.js';
import { BasisOf } from '../query/basis.js';
import { Reads } from '../query/reads.js';
import { CLOCK } from '../tokens.js';
import { GetCaseLooksQuery } from './get-case-looks.query.js';
import { overtaking } from './look-words.js';

const overtakersShown = 20;

@QueryHandler(GetCaseLooksQuery)
export class GetCaseLooksHandler implements IQueryHandler<GetCaseLooksQuery> {
  constructor(
    private readonly cases: KnownCases,
    private readonly reads: Reads,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId }: GetCaseLooksQuery): Promise<CaseLooks | null> {
    const known = await this.cases.read(caseId, Infinity);
    if (known === null) return null;
    const now = this.clock.now();
    const { suspensions, waits } = foldCase(caseId, known.facts, known.reference);
    const basis = await this.basis.at(now);
    const found = await this.reads.all(overtakers, { caseIds: [caseId], reading: now, perCase: overtakersShown });
    const overtaken = { ...overtaking, total: found[0]?.total ?? 0, paused: suspensions.length + waits.length > 0, rows: found.map(({ row }) => row) };
    return { overtaken, basis };
  }
}
