import type { CountingMode, DueInstant } from '../calendar/calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Amount, AmountUnit } from '../events/fields.js';
import { millisecondsPerDay, type Instant } from '../kernel/instant.js';
import type { ClockUnit } from './case-state.js';
import type { Interval } from './intervals.js';
import { advance, amountAfter, measure } from './measure.js';

/** What a limit rests on before anything moves it. */
export type LimitBasis =
  | { readonly from: 'source-instant'; readonly instant: Instant; readonly final: boolean; readonly unit: ClockUnit; readonly amount: Amount | null }
  | { readonly from: 'event' | 'item' | 'kind'; readonly unit: ClockUnit; readonly amount: Amount };

/** What moves it. */
export type ClockCourse = {
  readonly calendar: WorkingCalendar | null;
  readonly mode: CountingMode;
  readonly acceptedAt: Instant;
  /** Those that move this limit. */
  readonly extensions: readonly Amount[];
  /** Disjoint and in order; the clock stands in them. The last may end at Infinity. */
  readonly stopped: readonly Interval[];
};

/** A point on a clock: limit × share + offset (domain guide §6). The offset may be negative. */
export type Threshold = { readonly share: number; readonly offset: Amount | null };

export const atTheLimit: Threshold = { share: 1, offset: null };

export type Due = {
  readonly baseAt: Instant;
  /** Moved by extensions, not by pauses. */
  readonly unpausedAt: Instant;
  /** Null when the clock stands before it with no end in sight. */
  readonly at: Instant | null;
  readonly provisional: boolean;
};

const scaled = ({ amount, unit }: Amount, share: number): Amount => ({ amount: amount * share, unit });

/** Amounts of the limit's own unit are one span from acceptance; only others are added step by step. */
const splitByUnit = (amounts: readonly Amount[], unit: AmountUnit): { readonly own: number; readonly others: readonly Amount[] } => ({
  own: amounts.reduce((sum, amount) => (amount.unit === unit ? sum + amount.amount : sum), 0),
  others: amounts.filter((amount) => amount.unit !== unit),
});

const stepwise = (course: ClockCourse, start: DueInstant | null, amounts: readonly Amount[], mode: CountingMode): DueInstant | null =>
  amounts.reduce<DueInstant | null>((due, amount) => {
    const next = due === null ? null : amountAfter(course.calendar, due.at, amount, mode);
    return next === null || due === null ? null : { at: next.at, provisional: due.provisional || next.provisional };
  }, start);

const fromAmount = (course: ClockCourse, amount: Amount, moves: readonly Amount[]): DueInstant | null => {
  const { own, others } = splitByUnit(moves, amount.unit);
  const whole = { amount: amount.amount + own, unit: amount.unit };
  return stepwise(course, amountAfter(course.calendar, course.acceptedAt, whole, course.mode), others, course.mode);
};

const fromInstant = (course: ClockCourse, basis: LimitBasis & { from: 'source-instant' }, share: number): DueInstant | null => {
  if (share === 1) return { at: basis.instant, provisional: false };
  const whole = measure(course.calendar, basis.unit, course.acceptedAt, basis.instant);
  return whole === null ? null : advance(course.calendar, basis.unit, course.acceptedAt, whole * share);
};

/** Where the threshold lies when nothing but `moves` moves it. A supplied instant is moved by add, in its own right. */
const movedOnlyBy = (course: ClockCourse, basis: LimitBasis, { share }: Threshold, moves: readonly Amount[]): DueInstant | null =>
  basis.from === 'source-instant'
    ? stepwise(course, fromInstant(course, basis, share), moves, 'clock')
    : fromAmount(course, scaled(basis.amount, share), moves);

/** Next-day limits are counted in whole days, so the clock stood for a whole number of them too, rounded up. */
const standsInDays = (course: ClockCourse, basis: LimitBasis): boolean =>
  course.mode === 'next-day' && basis.from !== 'source-instant' && basis.amount.unit !== 'hour' && basis.amount.unit !== 'working-hour';

/** The limit as its moves leave it, and where it lies after the clock stood for so many milliseconds. */
type Unpaused = { readonly due: DueInstant; readonly after: (milliseconds: number) => DueInstant | null };

const unpaused = (course: ClockCourse, basis: LimitBasis, threshold: Threshold, moves: readonly Amount[]): Unpaused | null => {
  const due = movedOnlyBy(course, basis, threshold, moves);
  if (due === null) return null;
  if (!standsInDays(course, basis)) return { due, after: (milliseconds) => advance(course.calendar, basis.unit, due.at, milliseconds) };
  const unit = basis.unit === 'elapsed' ? 'natural-day' : 'working-day';
  const after = (milliseconds: number) =>
    movedOnlyBy(course, basis, threshold, [...moves, { amount: Math.ceil(milliseconds / millisecondsPerDay), unit }]);
  return { due, after };
};

/**
 * Moves a due instant past the time in which the clock stood before it. A pause that begins at or after the instant
 * reached so far comes too late to move it. Without a known end of a pause there is no due instant: null.
 */
const pastPauses = (course: ClockCourse, { unit }: LimitBasis, { due, after }: Unpaused): DueInstant | null => {
  let reached = due;
  let stood = 0;
  for (const { from, to } of course.stopped) {
    if (from >= reached.at) break;
    if (to === Infinity) return null;
    stood += measure(course.calendar, unit, Math.max(from, course.acceptedAt), to) ?? 0;
    if (stood > 0) reached = after(stood) ?? reached;
  }
  return reached;
};

const isFinal = (basis: LimitBasis): boolean => basis.from === 'source-instant' && basis.final;

/** A pause in working time cannot be measured without a calendar; how far it moves a limit is then unknown. */
const isMeasurable = ({ calendar, stopped }: ClockCourse, { unit }: LimitBasis): boolean =>
  stopped.length === 0 || unit === 'elapsed' || calendar !== null;

const dueOf = (base: DueInstant, extended: DueInstant, reached: DueInstant | null): Due => ({
  baseAt: base.at,
  unpausedAt: extended.at,
  at: reached === null ? null : reached.at,
  provisional: extended.provisional || (reached !== null && reached.provisional),
});

/**
 * The instant of a threshold, moved by extensions and by the time in which the clock stood (domain guide §5 and §6).
 * With share 1 and no offset it is the due instant. Null when it takes a calendar and there is none.
 */
export const dueInstant = (course: ClockCourse, basis: LimitBasis, threshold: Threshold = atTheLimit): Due | null => {
  const offset = threshold.offset === null ? [] : [threshold.offset];
  const base = unpaused(course, basis, threshold, offset);
  if (base === null) return null;
  if (isFinal(basis)) return dueOf(base.due, base.due, base.due);
  const extensions = course.extensions.map((amount) => scaled(amount, threshold.share));
  const extended = extensions.length === 0 ? base : unpaused(course, basis, threshold, [...extensions, ...offset]);
  if (extended === null || !isMeasurable(course, basis)) return null;
  return dueOf(base.due, extended.due, pastPauses(course, basis, extended));
};
