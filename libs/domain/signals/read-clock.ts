import type { rulesAt } from '../cases/case-context.js';
import type { CaseState } from '../cases/case-state.js';
import { atTheLimit, dueInstant, type Due, type LimitBasis, type Threshold } from '../cases/due-instant.js';
import type { LimitName } from '../cases/limit-basis.js';
import { clockUnitOf } from '../cases/measure.js';
import { inUnitOf, thresholdAt } from '../cases/threshold-at.js';
import type { Instant } from '../kernel/instant.js';
import type { Reference } from '../reference/reference.js';
import type { SignalClock, SignalThreshold } from './signal-rule.js';
import { supervisedSpans, type CaseMarks, type SupervisedSpan } from './supervised-spans.js';

/** Kind and calendar that hold for a case. */
export type CaseRules = ReturnType<typeof rulesAt>;

/** What the clocks of a case are read from. */
export type ClockFrame = { readonly state: CaseState; readonly rules: CaseRules; readonly reference: Reference; readonly marks: CaseMarks };

/** A limit of the case, or the one that a supervised span has of its own. */
export type RaisedBy = LimitName | 'own';

/** A clock as thresholds read it: when it starts and stops, and where a point on it lies. */
export type ReadClock = {
  readonly key: string;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly at: (threshold: SignalThreshold) => Due | null;
  readonly dueAt: (threshold: SignalThreshold) => Instant | null;
  /** Which limit a threshold is measured on. */
  readonly limitOf: (threshold: SignalThreshold) => RaisedBy;
};

const limitName = (state: CaseState, { limit }: SignalThreshold): LimitName =>
  limit === 'statutory' || (limit === 'due' && state.promised === null) ? 'statutory' : 'promised';

const caseClock = (state: CaseState, reference: Reference): ReadClock | null => {
  const { acceptedAt, finishedAt } = state;
  if (acceptedAt === null) return null;
  const dueAt = (threshold: SignalThreshold) => state[limitName(state, threshold)]?.dueAt ?? null;
  const at = (threshold: SignalThreshold): Due | null => {
    const name = limitName(state, threshold);
    const limit = state[name];
    if (limit === null) return null;
    const { share, plus } = threshold;
    if (share === 1 && plus === null) return { baseAt: limit.baseDueAt, unpausedAt: limit.unpausedDueAt, at: limit.dueAt, provisional: limit.provisional };
    const offset = plus === null ? null : { ...inUnitOf(limit, plus.amount), ...(plus.unit === undefined ? {} : { unit: plus.unit }) };
    return thresholdAt(state, reference, name, { share, offset });
  };
  return { key: 'case', from: acceptedAt, until: finishedAt, at, dueAt, limitOf: (threshold) => limitName(state, threshold) };
};

const spanClock = (span: SupervisedSpan, calendar: CaseRules['calendar']): ReadClock => {
  const course = { calendar, mode: span.mode, acceptedAt: span.from, extensions: [], stopped: [] };
  const basis: LimitBasis = { from: 'kind', unit: clockUnitOf(span.limit), amount: span.limit };
  const thresholdOf = ({ share, plus }: SignalThreshold): Threshold => ({
    share,
    offset: plus === null ? null : { amount: plus.amount, unit: plus.unit ?? span.limit.unit },
  });
  return {
    key: span.key,
    from: span.from,
    until: span.until,
    at: (threshold) => dueInstant(course, basis, thresholdOf(threshold)),
    dueAt: () => dueInstant(course, basis, atTheLimit)?.at ?? null,
    limitOf: () => 'own',
  };
};

const none: readonly ReadClock[] = [];

/** The clocks of a case that one entry of a rule speaks of; none where nothing is limited. */
export const clocksOf = ({ state, rules, marks, reference }: ClockFrame, entry: SignalClock): readonly ReadClock[] => {
  if (entry.clock !== 'case') {
    const spans = supervisedSpans(state, entry, marks, rules.kind);
    return spans.length === 0 ? none : spans.map((span) => spanClock(span, rules.calendar));
  }
  const clock = state.promised === null && state.statutory === null ? null : caseClock(state, reference);
  return clock === null ? none : [clock];
};
