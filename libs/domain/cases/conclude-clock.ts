import type { Instant } from '../kernel/instant.js';
import { courseOf, extensionsOf, limitOn } from './case-limits.js';
import type { CaseState, ClockUnit, Extension, Limit, Verdict } from './case-state.js';
import { elapsedTime, usedTime } from './case-times.js';
import type { LimitBasis } from './due-instant.js';
import { holderParts } from './holder-parts.js';
import { clipTo, type Interval } from './intervals.js';
import { limitBasis, type LimitName } from './limit-basis.js';
import { measure } from './measure.js';
import { stoppedIntervals, suspendedIntervals, type Pauses } from './stopped-time.js';
import type { Finish, Walk } from './walk.js';

type Bases = { readonly [Name in LimitName]: LimitBasis | null };
type Limits = { readonly [Name in LimitName]: Limit | null };

export type ConcludedClock = Limits &
  Pick<CaseState, 'elapsedMs' | 'usedMs' | 'suspendedMs' | 'clockUnit' | 'promisedLimitMs' | 'statutoryLimitMs' | 'firstVerdict' | 'holderParts'> & {
    readonly bases: Bases;
  };

const noLimits: Limits = { promised: null, statutory: null };
const noParts: CaseState['holderParts'] = [];

const basesOf = ({ context }: Walk): Bases => ({
  promised: limitBasis(context.accepted, context.item, context.kind, 'promised'),
  statutory: limitBasis(context.accepted, context.item, context.kind, 'statutory'),
});

const limitsUnder = (walk: Walk, bases: Bases, extended: readonly Extension[], stopped: readonly Interval[]): Limits => {
  const { acceptedAt, context } = walk;
  if (acceptedAt === null) return noLimits;
  const limit = (name: LimitName): Limit | null => {
    const basis = bases[name];
    return basis === null ? null : limitOn(courseOf(context, acceptedAt, extensionsOf(extended, name), stopped), basis);
  };
  return { promised: limit('promised'), statutory: limit('statutory') };
};

const isLate = (finishedAt: Instant, dueAt: Instant | null): boolean | null => (dueAt === null ? null : finishedAt > dueAt);

/** Only what had happened until the first finish counts for it: a later extension or reopening leaves it alone. */
const verdictOf = (walk: Walk, bases: Bases, limits: Limits, stopped: readonly Interval[]): Verdict | null => {
  const first = walk.finishes[0];
  if (first === undefined) return null;
  const reopened = walk.reopenedAt.length > 0;
  const extended = walk.extended.filter(({ at }) => at <= first.at);
  const { promised, statutory } = reopened ? limitsUnder(walk, bases, extended, clipTo(stopped, -Infinity, first.at)) : limits;
  const promisedDueAt = promised?.dueAt ?? null;
  const statutoryDueAt = statutory?.dueAt ?? null;
  return {
    finishedAt: first.at,
    outcome: first.outcome,
    unit: first.unit,
    holder: first.holder,
    promisedDueAt,
    statutoryDueAt,
    promisedLate: isLate(first.at, promisedDueAt),
    statutoryLate: isLate(first.at, statutoryDueAt),
  };
};

const untilFirstFinish = (walk: Walk, finish: Finish | undefined, unit: ClockUnit, intervals: readonly (readonly Interval[])[]) => {
  const { acceptedAt, context } = walk;
  if (acceptedAt === null || finish === undefined) return { elapsedMs: null, usedMs: null, suspendedMs: null };
  const [stopped = [], suspended = []] = intervals;
  const span = { from: acceptedAt, to: finish.at };
  return { elapsedMs: elapsedTime(acceptedAt, finish.at), ...usedTime({ calendar: context.calendar, unit }, span, stopped, suspended) };
};

/** Counted after the due instants in force, so that whoever is late by them shows a delay by them. */
const dueOf = ({ promised, statutory }: Limits): Instant | null => promised?.dueAt ?? statutory?.dueAt ?? null;

const lengthOf = ({ context, acceptedAt }: Walk, limit: Limit | null, unit: ClockUnit): number | null =>
  limit === null || acceptedAt === null ? null : measure(context.calendar, unit, acceptedAt, limit.unpausedDueAt);

/** Limits in force, the verdict of the first finish, and the time used until then, as a whole and by each holder. */
export const concludeClock = (walk: Walk, pauses: Pauses): ConcludedClock => {
  const { calendar } = walk.context;
  const first = walk.finishes[0];
  const bases = basesOf(walk);
  const stopped = stoppedIntervals(pauses);
  const unit = bases.promised?.unit ?? bases.statutory?.unit ?? 'working-day';
  const limits = limitsUnder(walk, bases, walk.extended, stopped);
  const { elapsedMs, usedMs, suspendedMs } = untilFirstFinish(walk, first, unit, [stopped, suspendedIntervals(pauses)]);
  return {
    bases,
    promised: limits.promised,
    statutory: limits.statutory,
    clockUnit: unit,
    promisedLimitMs: lengthOf(walk, limits.promised, unit),
    statutoryLimitMs: lengthOf(walk, limits.statutory, unit),
    firstVerdict: verdictOf(walk, bases, limits, stopped),
    elapsedMs,
    usedMs,
    suspendedMs,
    holderParts: first === undefined ? noParts : holderParts(walk.holders, { calendar, unit, stopped, dueAt: dueOf(limits), firstFinishedAt: first.at, usedMs }),
  };
};
