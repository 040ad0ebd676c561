import type { Amount } from '../events/fields.js';
import type { Instant } from '../kernel/instant.js';
import { stageLimit } from '../kinds/stage-limit.js';
import type { Reference } from '../reference/reference.js';
import { rulesAt } from './case-context.js';
import { courseOf } from './case-limits.js';
import type { CaseState, ClockUnit, CompletedStep } from './case-state.js';
import { usedTime } from './case-times.js';
import { dueInstant } from './due-instant.js';
import type { Interval } from './intervals.js';
import { clockUnitOf } from './measure.js';
import { stoppedIntervals, suspendedIntervals } from './stopped-time.js';

/** A step with its own clock, from the step before it or from acceptance. `at` is null for the one still to be done. */
export type StepTime = Omit<CompletedStep, 'at'> & {
  readonly at: Instant | null;
  readonly from: Instant;
  /** What `usedMs` is counted in. */
  readonly clockUnit: ClockUnit;
  /** Working milliseconds it used, pauses subtracted, in the unit of its limit, else of the case; null without a calendar. */
  readonly usedMs: number | null;
  readonly limit: Amount | null;
  readonly dueAt: Instant | null;
  /** Null where the kind sets no limit for the step. */
  readonly late: boolean | null;
};

type Rules = Pick<ReturnType<typeof rulesAt>, 'kind' | 'calendar'>;

const dueOf = (rules: Rules, limit: Amount | null, from: Instant, stopped: readonly Interval[]): Instant | null => {
  if (limit === null) return null;
  const basis = { from: 'kind', amount: limit, unit: clockUnitOf(limit) } as const;
  return dueInstant(courseOf(rules, from, [], stopped), basis)?.at ?? null;
};

/** What is the same for every step of a case. */
type StepFrame = {
  readonly state: CaseState;
  readonly rules: Rules;
  readonly stopped: readonly Interval[];
  readonly suspended: readonly Interval[];
};

type Course = { readonly from: Instant; readonly reached: Instant };

const timeOf = (frame: StepFrame, step: Omit<CompletedStep, 'at'> & { readonly at: Instant | null }, { from, reached }: Course): StepTime => {
  const { state, rules, stopped, suspended } = frame;
  const limit = stageLimit(rules.kind, step.step, state.urgency);
  const clockUnit = limit === null ? state.clockUnit : clockUnitOf(limit);
  const { usedMs } = usedTime({ calendar: rules.calendar, unit: clockUnit }, { from, to: reached }, stopped, suspended);
  const dueAt = dueOf(rules, limit, from, stopped);
  return { ...step, from, usedMs, clockUnit, limit, dueAt, late: dueAt === null ? null : reached > dueAt };
};

/** The next stage that the kind limits and nobody has recorded as done: overdue it may be, though no fact names it. */
const nextStage = ({ state, rules }: StepFrame, done: readonly CompletedStep[], at: Instant): string | null => {
  const { finishedAt } = state;
  if (finishedAt !== null && finishedAt <= at) return null;
  const next = rules.kind.stages.find(({ stage }) => done.every(({ step }) => step !== stage));
  return next === undefined || stageLimit(rules.kind, next.stage, state.urgency) === null ? null : next.stage;
};

/**
 * How long each step of a case took, as of an instant, against the limit its kind sets for a step of that name; last the
 * one that is to be done next, where it has a limit. Extensions move the limits of the case, not those of its steps;
 * pauses stop both.
 */
export const stepTimes = (state: CaseState, reference: Reference, at: Instant): readonly StepTime[] => {
  const { acceptedAt } = state;
  if (acceptedAt === null || acceptedAt > at) return [];
  const frame = { state, rules: rulesAt(reference, state.kind, acceptedAt), stopped: stoppedIntervals(state), suspended: suspendedIntervals(state) };
  const done = state.completedSteps.filter((step) => step.at <= at);
  const startOf = (index: number): Instant => Math.max(acceptedAt, done[index - 1]?.at ?? acceptedAt);
  const times = done.map((step, index) => timeOf(frame, step, { from: startOf(index), reached: step.at }));
  const step = nextStage(frame, done, at);
  if (step === null) return times;
  const { unit, holder } = state;
  return [...times, timeOf(frame, { step, outcome: null, unit, staff: holder, at: null }, { from: startOf(done.length), reached: at })];
};
