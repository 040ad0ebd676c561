import { Injectable } from '@nestjs/common';
import type { CaseState } from '@mingxiao/domain/cases/case-state';
import { earlierVerdicts, type EarlierVerdict, type ReferenceSpan, type VerdictUnderVersions } from '@mingxiao/domain/explain/earlier-verdicts';
import { referenceChanges } from '@mingxiao/domain/explain/reference-changes';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { References } from '../project/references.js';

/** Publications looked back at; a case that has seen more shows the latest. */
const changesMax = 24;

export type PresentVerdict = { readonly present: VerdictUnderVersions; readonly at: Instant; readonly knownAt: Instant };

/** Folds a case again under the reference data as it was known before each publication that concerns it. */
@Injectable()
export class EarlierVerdicts {
  constructor(private readonly references: References) {}

  async of(state: CaseState, facts: readonly StoredFact[], { present, at, knownAt }: PresentVerdict): Promise<readonly EarlierVerdict[]> {
    const since = facts.reduce((first, { storedAt }) => Math.min(first, storedAt), Infinity);
    const reference = (await this.references.current()).facts.filter(({ storedAt }) => storedAt <= knownAt);
    const spans = await this.spansBetween(referenceChanges(state, reference, since).slice(-changesMax), since);
    return earlierVerdicts(state.caseId, facts, spans, { present, at });
  }

  private async spansBetween(changes: readonly Instant[], since: Instant): Promise<readonly ReferenceSpan[]> {
    const spans: ReferenceSpan[] = [];
    for (const [index, until] of changes.entries()) {
      spans.push({ from: changes[index - 1] ?? since, until, reference: await this.references.knownAt(until - 1) });
    }
    return spans;
  }
}
