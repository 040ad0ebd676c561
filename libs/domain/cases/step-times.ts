import type { Amount } from '../events/fields.js';
import type { Instant } from '../kernel/instant.js';
import type { CaseKind } from '../kinds/kind.js';
import type { Reference } from '../reference/reference.js';
import { rulesAt } from './case-context.js';
import { courseOf } from './case-limits.js';
import type { CaseState, CompletedStep } from './case-state.js';
import { usedTime } from './case-times.js';
import { dueInstant } from './due-instant.js';
import type { Interval } from './intervals.js';
import { clockUnitOf } from './measure.js';
import { stoppedIntervals, suspendedIntervals } from './stopped-time.js';

/** A completed step with its own clock, from the step before it or from acceptance. */
export type StepTime = CompletedStep & {
  readonly from: Instant;
  /** Working milliseconds it used, pauses subtracted, in the unit of its limit, else of the case; null without a calendar. */
  readonly usedMs: number | null;
  readonly limit: Amount | null;
  readonly dueAt: Instant | null;
  /** Null where the kind sets no limit for the step. */
  readonly late: boolean | null;
};

type Rules = Pick<ReturnType<typeof rulesAt>, 'kind' | 'calendar'>;

const limitOf = ({ stages }: CaseKind, step: string | null): Amount | null =>
  stages.find(({ stage }) => stage === step)?.limit ?? null;

const dueOf = (rules: Rules, limit: Amount | null, from: Instant, stopped: readonly Interval[]): Instant | null => {
  if (limit === null) return null;
  const basis = { from: 'kind', amount: limit, unit: clockUnitOf(limit) } as const;
  return dueInstant(courseOf(rules, from, [], stopped), basis)?.at ?? null;
};

/**
 * How long each completed step of a case took, against the limit its kind sets for a step of that name. Extensions move
 * the limits of the case, not those of its steps; pauses stop both.
 */
export const stepTimes = (state: CaseState, reference: Reference): readonly StepTime[] => {
  const { acceptedAt, completedSteps } = state;
  if (acceptedAt === null) return [];
  const rules = rulesAt(reference, state.kind, acceptedAt);
  const stopped = stoppedIntervals(state);
  const suspended = suspendedIntervals(state);
  return completedSteps.map((done, index) => {
    const from = Math.max(acceptedAt, completedSteps[index - 1]?.at ?? acceptedAt);
    const limit = limitOf(rules.kind, done.step);
    const unit = limit === null ? state.clockUnit : clockUnitOf(limit);
    const { usedMs } = usedTime({ calendar: rules.calendar, unit }, { from, to: done.at }, stopped, suspended);
    const dueAt = dueOf(rules, limit, from, stopped);
    return { ...done, from, usedMs, limit, dueAt, late: dueAt === null ? null : done.at > dueAt };
  });
};
