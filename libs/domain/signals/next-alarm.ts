import type { CaseState } from '../cases/case-state.js';
import type { Instant } from '../kernel/instant.js';
import type { Reference } from '../reference/reference.js';
import { deriveSignals } from './derive-signals.js';
import type { SignalRule } from './signal-rule.js';
import { noMarks, type CaseMarks } from './supervised-spans.js';

/**
 * The next instant after `after` at which a signal of the case begins or lapses if nothing happens meanwhile; null when
 * none will. What changes is seen strictly after the instant.
 */
export const nextAlarm = (state: CaseState, rule: SignalRule, reference: Reference, after: Instant, marks: CaseMarks = noMarks): Instant | null => {
  const instants = deriveSignals(state, rule, reference, marks).flatMap(({ begins, ends }) => (ends === null ? [begins] : [begins, ends]));
  const coming = instants.filter((instant) => instant > after);
  return coming.length === 0 ? null : Math.min(...coming);
};
