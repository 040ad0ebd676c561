import type { Amount } from '../events/fields.js';
import type { Reference } from '../reference/reference.js';
import { courseOf, extensionsOf } from './case-limits.js';
import { rulesAt } from './case-context.js';
import type { CaseState, Limit } from './case-state.js';
import { dueInstant, type Due, type LimitBasis, type Threshold } from './due-instant.js';
import type { LimitName } from './limit-basis.js';
import { stoppedIntervals } from './stopped-time.js';

/** What a limit of a folded case rests on, as the fold knew it. */
export const basisOf = (limit: Limit): LimitBasis | null => {
  const { unit, amount, final } = limit;
  if (limit.from === 'source-instant') return { from: limit.from, instant: limit.baseDueAt, final, unit, amount };
  return amount === null ? null : { from: limit.from, unit, amount };
};

/** An offset in the limit's own unit, for rules that name only a number. */
export const inUnitOf = (limit: Limit, amount: number): Amount => ({ amount, unit: limit.amount?.unit ?? 'working-day' });

/**
 * The instant of a threshold on one of a case's limits, computed exactly as its due instant is (domain guide §6): with
 * share 1 and no offset it is the due instant. The signal begins strictly after it. Null: there is no such limit, or
 * no calendar to count it. `at` is null while the clock stands before it without a cap.
 */
export const thresholdAt = (state: CaseState, reference: Reference, name: LimitName, threshold: Threshold): Due | null => {
  const limit = state[name];
  const basis = limit === null ? null : basisOf(limit);
  if (basis === null || state.acceptedAt === null) return null;
  const rules = rulesAt(reference, state.kind, state.acceptedAt);
  return dueInstant(courseOf(rules, state.acceptedAt, extensionsOf(state.extended, name), stoppedIntervals(state)), basis, threshold);
};
