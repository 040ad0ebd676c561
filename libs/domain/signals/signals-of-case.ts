import type { CaseState } from '../cases/case-state.js';
import type { Fact } from '../events/fact.js';
import { isSignalType } from '../events/signal-events.js';
import type { Reference } from '../reference/reference.js';
import { signalRecords, type SignalRecord } from './cards.js';
import { countingFacts } from './counting-facts.js';
import { deriveSignals, type DerivedSignal } from './derive-signals.js';
import { recordGaps, type RecordGaps } from './missing-records.js';
import { ordersOf, type Order } from './orders.js';
import { recordedSignals, type RecordedSignal } from './recorded-signals.js';
import { ruleOfCase } from './rule-of-case.js';
import { marksOf, noMarks, type CaseMarks } from './supervised-spans.js';

/** Everything about the signals of one case that does not depend on the moment of reading. */
export type CaseSignals = {
  readonly derived: readonly DerivedSignal[];
  readonly recorded: readonly RecordedSignal[];
  readonly records: readonly SignalRecord[];
  readonly gaps: RecordGaps;
  readonly orders: readonly Order[];
};

const nothing: CaseSignals = { derived: [], recorded: [], records: [], gaps: { unrecorded: [], unfounded: [] }, orders: [] };

/** Types beyond the state of the case that its signals rest on. Most cases have none of them. */
const matters = ({ type }: Fact): boolean => isSignalType(type) || type === 'case.certificate-issued' || type === 'case.received';

const derive = (state: CaseState, reference: Reference, marks: CaseMarks): readonly DerivedSignal[] => {
  const rule = ruleOfCase(state, reference);
  return rule === null ? [] : deriveSignals(state, rule, reference, marks);
};

/**
 * The signals of a case: derived from its state, recorded in its facts, and where the two differ.
 *
 * @param facts all facts of the case, in any order, repeated or not; `state` is folded from them under `reference`
 */
export const signalsOfCase = (state: CaseState, facts: readonly Fact[], reference: Reference): CaseSignals => {
  const counting = facts.some(matters) ? countingFacts(facts) : [];
  const recorded = counting.length === 0 ? [] : recordedSignals(counting);
  const derived = derive(state, reference, counting.length === 0 ? noMarks : marksOf(counting));
  if (derived.length === 0 && recorded.length === 0) return nothing;
  return {
    derived,
    recorded,
    records: signalRecords(recorded, derived),
    gaps: recordGaps(recorded, derived, state.historical),
    orders: recorded.length === 0 ? [] : ordersOf(state, recorded, reference),
  };
};
