import { Injectable } from '@nestjs/common';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { factsOfCases, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { References } from '../project/references.js';
import { Reads } from '../query/reads.js';

/** The facts of a case and the reference data, both as the log held them at an instant. */
export type KnownCase = { readonly facts: readonly StoredFact[]; readonly reference: Reference };

@Injectable()
export class KnownCases {
  constructor(
    private readonly reads: Reads,
    private readonly references: References,
  ) {}

  /** Null when no fact that was stored by then speaks of the case. */
  async read(caseId: string, knownAt: Instant): Promise<KnownCase | null> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(factsOfCases, { subjects: [caseId] })) facts.push(...toFacts(block));
    const known = facts.filter(({ storedAt }) => storedAt <= knownAt);
    return known.length === 0 ? null : { facts: known, reference: await this.references.knownAt(knownAt) };
  }
}
