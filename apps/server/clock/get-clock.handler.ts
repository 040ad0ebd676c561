import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseClockAnswer, ClockRequest } from '@mingxiao/contracts/clock';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import { verdictUnder } from '@mingxiao/domain/explain/earlier-verdicts';
import { explainClock } from '@mingxiao/domain/explain/explain-clock';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { factsOfCases, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import type { Configuration } from '../configuration/configuration.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { Reads } from '../query/reads.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { toClockAnswer } from './clock-answer.js';
import { EarlierVerdicts } from './earlier-verdicts.js';
import { GetClockQuery } from './get-clock.query.js';

/** Explains the clock of a case from its facts: a function of (facts and reference data as known then, at). */
@QueryHandler(GetClockQuery)
export class GetClockHandler implements IQueryHandler<GetClockQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly references: References,
    private readonly earlier: EarlierVerdicts,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ caseId, request }: GetClockQuery): Promise<CaseClockAnswer | null> {
    const { knownAt, at } = this.instantsOf(request);
    const facts = await this.factsOf(caseId, knownAt);
    if (facts.length === 0) return null;
    const reference = await this.references.knownAt(knownAt);
    const state = foldCase(caseId, facts, reference);
    const [earlier, basis] = await Promise.all([
      this.earlier.of(state, facts, { present: verdictUnder(state, reference, at), at, knownAt }),
      this.basis.at(at),
    ]);
    const explanation = explainClock(state, reference, at, this.configuration.timeZone);
    return toClockAnswer({ state, explanation, earlier, reference, language: request.lang, knownAt: knownAt === Infinity ? null : knownAt, basis });
  }

  private instantsOf({ knownAt, at }: ClockRequest): { readonly knownAt: Instant; readonly at: Instant } {
    const known = knownAt === undefined ? null : instantOf(knownAt);
    const read = at === undefined ? null : instantOf(at);
    return { knownAt: known ?? Infinity, at: read ?? Math.min(this.clock.now(), known ?? Infinity) };
  }

  private async factsOf(caseId: string, knownAt: Instant): Promise<readonly StoredFact[]> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(factsOfCases, { subjects: [caseId] })) facts.push(...toFacts(block));
    return facts.filter(({ storedAt }) => storedAt <= knownAt);
  }
}
