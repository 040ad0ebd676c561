import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseDetail } from '@mingxiao/contracts/cases';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import { clockAt } from '@mingxiao/domain/cases/clock-at';
import { cardsOf } from '@mingxiao/domain/signals/cards';
import { signalsOfCase } from '@mingxiao/domain/signals/signals-of-case';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { factsOfCases, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { Reads } from '../query/reads.js';
import { CLOCK } from '../tokens.js';
import { toCaseDetail } from './case-detail.js';
import { GetCaseQuery } from './get-case.query.js';

/** Folds the case anew from its facts: what is shown is explained by what is listed below it. */
@QueryHandler(GetCaseQuery)
export class GetCaseHandler implements IQueryHandler<GetCaseQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly references: References,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, at }: GetCaseQuery): Promise<CaseDetail | null> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(factsOfCases, { subjects: [caseId] })) facts.push(...toFacts(block));
    if (facts.length === 0) return null;
    const instant = at ?? this.clock.now();
    const [{ reference }, basis] = await Promise.all([this.references.current(), this.basis.at(instant)]);
    const state = foldCase(caseId, facts, reference);
    const signals = cardsOf(facts, signalsOfCase(state, facts, reference).derived, instant);
    return toCaseDetail({ state, clock: clockAt(state, reference, instant), signals, facts, reference, at: instant, basis });
  }
}
