import { Injectable } from '@nestjs/common';
import type { CaseState } from '@mingxiao/domain/cases/case-state';
import { earlierVerdicts, type EarlierVerdict, type ReferenceSpan, type VerdictUnderVersions } from '@mingxiao/domain/explain/earlier-verdicts';
import { referenceChanges } from '@mingxiao/domain/explain/reference-changes';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { References } from '../project/references.js';

/** Publications looked back at in one answer; the ones before them are asked for by `before`. */
const changesMax = 24;

export type PresentVerdict = { readonly present: VerdictUnderVersions; readonly at: Instant; readonly knownAt: Instant };

/** `before`: where the next older page ends; null when there is none. */
export type EarlierPage = { readonly verdicts: readonly EarlierVerdict[]; readonly before: Instant | null };

/** Folds a case again under the reference data as it was known before each publication that concerns it. */
@Injectable()
export class EarlierVerdicts {
  constructor(private readonly references: References) {}

  /** A page of them, oldest first: of the latest publications, or of those up to `before`. What held over the edge of two pages stands on both. */
  async of(state: CaseState, facts: readonly StoredFact[], verdict: PresentVerdict, before: Instant = Infinity): Promise<EarlierPage> {
    const { at, knownAt } = verdict;
    const since = facts.reduce((first, { storedAt }) => Math.min(first, storedAt), Infinity);
    const reference = (await this.references.current()).facts.filter(({ storedAt }) => storedAt <= knownAt);
    const all = referenceChanges(state, reference, since);
    const older = all.filter((change) => change <= before);
    const page = older.slice(-changesMax);
    const start = older[older.length - page.length - 1] ?? null;
    const present = older.length === all.length ? verdict.present : null;
    return { verdicts: earlierVerdicts(state.caseId, facts, await this.spansBetween(page, start ?? since), { present, at }), before: start };
  }

  private async spansBetween(changes: readonly Instant[], since: Instant): Promise<readonly ReferenceSpan[]> {
    const spans: ReferenceSpan[] = [];
    for (const [index, until] of changes.entries()) {
      spans.push({ from: changes[index - 1] ?? since, until, reference: await this.references.knownAt(until - 1) });
    }
    return spans;
  }
}
