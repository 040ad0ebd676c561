import { foldCase } from '@mingxiao/domain/cases/fold-case';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { watchSource } from '@mingxiao/domain/signals/recorded-signals';
import { signalsOfCase } from '@mingxiao/domain/signals/signals-of-case';
import type { FoldedCase } from '@mingxiao/projections/cases/cases.columns';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import type { FoldedSignals } from '@mingxiao/projections/signals/signals.columns';

/** A folded case with everything that its rows need. */
export type Folded = FoldedCase & FoldedSignals;

/** Folds one case from all its facts, with what its rows need besides. */
export const foldOne = (caseId: string, facts: readonly StoredFact[], reference: Reference): Folded => {
  const state = foldCase(caseId, facts, reference);
  return {
    state,
    signals: signalsOfCase(state, facts, reference),
    knownAt: facts.reduce((latest, { source, storedAt }) => (source === watchSource ? latest : Math.max(latest, storedAt)), 0),
    lastOffset: facts.reduce((last, { offset }) => Math.max(last, offset), 0),
    ratingTrees: state.ratings.map(({ unit, at }) => reference.treeAt(unit, at)),
  };
};

/**
 * Groups facts that come sorted by case; a case may go on in the next block, so its facts are held until another begins.
 * A subject of which only retractions are known is no case: what they name is a definition, an answer, or has not come yet.
 */
export class CaseGroups {
  private facts: StoredFact[] = [];

  /** Calls `onCase` for every case that is complete. */
  add(facts: Iterable<StoredFact>, onCase: (caseId: string, facts: readonly StoredFact[]) => void): void {
    for (const fact of facts) {
      if (this.facts.length > 0 && this.facts[0]?.subject !== fact.subject) this.end(onCase);
      this.facts.push(fact);
    }
  }

  end(onCase: (caseId: string, facts: readonly StoredFact[]) => void): void {
    const first = this.facts.find(({ type }) => type !== 'fact.retracted');
    if (first !== undefined) onCase(first.subject, this.facts);
    this.facts = [];
  }
}
