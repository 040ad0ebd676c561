import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CaseClockAnswer, ClockRequest } from '@mingxiao/contracts/clock';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import { verdictUnder } from '@mingxiao/domain/explain/earlier-verdicts';
import { explainClock } from '@mingxiao/domain/explain/explain-clock';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { BasisOf } from '../query/basis.js';
import { instantIn, readingInstant } from '../query/reading-instant.js';
import { CLOCK } from '../tokens.js';
import { toClockAnswer } from './clock-answer.js';
import { EarlierVerdicts } from './earlier-verdicts.js';
import { GetClockQuery } from './get-clock.query.js';
import { KnownCases } from './known-cases.js';

/** Explains the clock of a case from its facts: a function of (facts and reference data as known then, at). */
@QueryHandler(GetClockQuery)
export class GetClockHandler implements IQueryHandler<GetClockQuery> {
  constructor(
    private readonly cases: KnownCases,
    private readonly earlier: EarlierVerdicts,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, request }: GetClockQuery): Promise<CaseClockAnswer | null> {
    const { knownAt, at } = this.instantsOf(request);
    const known = await this.cases.read(caseId, knownAt ?? Infinity);
    if (known === null) return null;
    const { facts, reference } = known;
    const state = foldCase(caseId, facts, reference);
    const present = verdictUnder(state, reference, at);
    const [earlier, basis] = await Promise.all([this.earlier.of(state, facts, { present, at, knownAt: knownAt ?? Infinity }, instantIn(request.before) ?? Infinity), this.basis.at(at)]);
    const explanation = explainClock(state, reference, at, basis.timeZone);
    return toClockAnswer({ state, explanation, earlier, reference, language: request.lang, knownAt, basis });
  }

  /** `at` is by default the earlier of now and what was known then. */
  private instantsOf(request: ClockRequest): { readonly knownAt: Instant | null; readonly at: Instant } {
    const knownAt = instantIn(request.knownAt);
    return { knownAt, at: readingInstant(request, this.clock.now()) };
  }
}
