import { foldCase } from '@mingxiao/domain/cases/fold-case';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { FoldedCase } from '@mingxiao/projections/cases/cases.columns';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';

/** Folds one case from all its facts, with what its row needs besides. */
export const foldOne = (caseId: string, facts: readonly StoredFact[], reference: Reference): FoldedCase => {
  const state = foldCase(caseId, facts, reference);
  return {
    state,
    lastOffset: facts.reduce((last, { offset }) => Math.max(last, offset), 0),
    ratingTrees: state.ratings.map(({ unit, at }) => reference.treeAt(unit, at)),
  };
};

/** Groups facts that come sorted by case; a case may go on in the next block, so its facts are held until another begins. */
export class CaseGroups {
  private facts: StoredFact[] = [];

  /** Calls `onCase` for every case that is complete. */
  add(facts: readonly StoredFact[], onCase: (caseId: string, facts: readonly StoredFact[]) => void): void {
    for (const fact of facts) {
      if (this.facts.length > 0 && this.facts[0]?.subject !== fact.subject) this.end(onCase);
      this.facts.push(fact);
    }
  }

  end(onCase: (caseId: string, facts: readonly StoredFact[]) => void): void {
    const first = this.facts[0];
    if (first !== undefined) onCase(first.subject, this.facts);
    this.facts = [];
  }
}
