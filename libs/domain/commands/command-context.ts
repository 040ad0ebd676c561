import { rulesAt } from '../cases/case-context.js';
import type { CaseState } from '../cases/case-state.js';
import { foldCase } from '../cases/fold-case.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import type { CaseKind } from '../kinds/kind.js';
import type { Reference } from '../reference/reference.js';
import { countingFacts } from '../signals/counting-facts.js';
import { recordedSignals, type RecordedSignal } from '../signals/recorded-signals.js';

/** What a command is decided on. */
export type CommandContext = {
  readonly state: CaseState;
  readonly kind: CaseKind;
  /** Those that count, in the order of the case. */
  readonly facts: readonly Fact[];
  readonly recorded: readonly RecordedSignal[];
  readonly reference: Reference;
  readonly now: Instant;
};

export const commandContext = (caseId: string, facts: readonly Fact[], reference: Reference, now: Instant): CommandContext => {
  const state = foldCase(caseId, facts, reference);
  const counting = countingFacts(facts);
  const { kind } = rulesAt(reference, state.kind, state.acceptedAt ?? state.receivedAt ?? now);
  return { state, kind, facts: counting, recorded: recordedSignals(counting), reference, now };
};
