import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseDetail } from '@mingxiao/contracts/cases';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import { clockAt } from '@mingxiao/domain/cases/clock-at';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { cardsOf } from '@mingxiao/domain/signals/cards';
import { signalsOfCase } from '@mingxiao/domain/signals/signals-of-case';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { KnownCases } from '../clock/known-cases.js';
import { BasisOf } from '../query/basis.js';
import { instantIn, readingInstant } from '../query/reading-instant.js';
import { CLOCK } from '../tokens.js';
import { toCaseDetail } from './case-detail.js';
import { GetCaseQuery } from './get-case.query.js';

/** Folds the case anew from its facts: what is shown is explained by what is listed below it. */
@QueryHandler(GetCaseQuery)
export class GetCaseHandler implements IQueryHandler<GetCaseQuery> {
  constructor(
    private readonly cases: KnownCases,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, request }: GetCaseQuery): Promise<CaseDetail | null> {
    const knownAt = instantIn(request.knownAt);
    const known = await this.cases.read(caseId, knownAt ?? Infinity);
    if (known === null) return null;
    const { facts, reference } = known;
    const at = readingInstant(request, this.clock.now());
    const basis = await this.basis.at(at);
    const state = foldCase(caseId, facts, reference);
    const signals = cardsOf(facts, signalsOfCase(state, facts, reference).derived, at);
    const restsOn = knownAt === null ? basis : { ...basis, versions: reference.versions, knownAt: toIso(knownAt) };
    return toCaseDetail({ state, clock: clockAt(state, reference, at), signals, facts, reference, at, basis: restsOn });
  }
}
