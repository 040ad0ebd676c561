import type { Amount } from '../events/fields.js';
import type { Instant } from '../kernel/instant.js';
import { courseOf, extensionsOf } from '../cases/case-limits.js';
import type { CaseContext } from '../cases/case-context.js';
import type { CaseState, Extension, Limit, Suspension } from '../cases/case-state.js';
import { dueInstant, type LimitBasis } from '../cases/due-instant.js';
import { unionOf, type Interval } from '../cases/intervals.js';
import type { LimitName } from '../cases/limit-basis.js';
import { measure } from '../cases/measure.js';
import { closedIntervals } from '../cases/stopped-time.js';
import { basisOf } from '../cases/threshold-at.js';

/**
 * What something did to a due instant. `nothing-counted`: no time that the limit counts lies in it, or another pause
 * covers it. `too-late`: it began when the limit was over. `open-ended`: while it lasts without a cap nothing is due.
 */
export type MoveEffect = 'moved' | 'nothing-counted' | 'too-late' | 'open-ended' | 'not-recognised' | 'final';

/** One thing that moved a due instant, or could have. */
export type LimitMove = {
  readonly kind: 'extension' | 'suspension' | 'wait' | 'closed';
  readonly from: Instant;
  /** Null for an extension, and for a pause without an end. */
  readonly to: Instant | null;
  /** Where the subtraction of a pause ends: its end, or its cap before that. Null: no end in sight. */
  readonly countsUntil: Instant | null;
  /** Time on the limit's clock between `from` and `countsUntil`, in milliseconds. */
  readonly stoodMs: number | null;
  /** What an extension adds. */
  readonly by: Amount | null;
  readonly reason: string | null;
  readonly basis: string | null;
  readonly approver: string | null;
  readonly appliedFor: Amount | null;
  readonly effect: MoveEffect;
  /** By how much time on the limit's clock it moved the due instant; null where nothing is due after it. */
  readonly movedMs: number | null;
  /** The due instant once this and everything before it are taken into account. */
  readonly dueAt: Instant | null;
};

type Source = Omit<LimitMove, 'stoodMs' | 'effect' | 'movedMs' | 'dueAt'> & { readonly counts: boolean };
type Rules = Pick<CaseContext, 'calendar' | 'kind'>;

const nothing = { countsUntil: null, by: null, reason: null, basis: null, approver: null, appliedFor: null };

const extensionSource = ({ at, by, basis, approver }: Extension): Source => ({ ...nothing, kind: 'extension', from: at, to: null, by, basis, approver, counts: true });

const suspensionSource = (suspension: Suspension): Source => {
  const { from, to, countsUntil, reason, basis, approver, appliedFor, subtracted } = suspension;
  return { kind: 'suspension', from, to, countsUntil, by: null, reason, basis, approver, appliedFor, counts: subtracted };
};

const pauseSources = (state: CaseState): readonly Source[] => {
  const waits = state.waits.filter(({ pauses }) => pauses).map(({ from, to }): Source => ({ ...nothing, kind: 'wait', from, to, countsUntil: to, counts: true }));
  const closed = closedIntervals(state).map(({ from, to }): Source => ({ ...nothing, kind: 'closed', from, to, countsUntil: to, counts: true }));
  return [...state.suspensions.map(suspensionSource), ...waits, ...closed].sort((a, b) => a.from - b.from);
};

const intervalOf = ({ from, countsUntil }: Source): Interval => ({ from, to: countsUntil ?? Infinity });

const effectOf = (source: Source, final: boolean, before: Instant | null, after: Instant | null): MoveEffect => {
  if (!source.counts) return 'not-recognised';
  if (final) return 'final';
  if (after === null) return 'open-ended';
  if (before !== null && after > before) return 'moved';
  return beganTooLate(source, before) ? 'too-late' : 'nothing-counted';
};

/** An extension moves a limit whenever it is granted; a pause only before the limit is over. */
const beganTooLate = ({ kind, from }: Source, before: Instant | null): boolean => kind !== 'extension' && before !== null && from >= before;

const stoodOf = (source: Source, limit: Limit, { calendar }: Rules, acceptedAt: Instant): number | null =>
  source.kind === 'extension' || source.countsUntil === null ? null : measure(calendar, limit.unit, Math.max(source.from, acceptedAt), source.countsUntil);

/** Everything up to here taken together: the same arithmetic as the limit's own, so the last step is its due instant. */
const dueAfter = (state: CaseState & { readonly acceptedAt: Instant }, rules: Rules, basis: LimitBasis, taken: readonly Source[]): Instant | null => {
  const extensions = taken.flatMap(({ by }) => (by === null ? [] : [by]));
  const stopped = unionOf(taken.filter(({ kind, counts }) => kind !== 'extension' && counts).map(intervalOf));
  return dueInstant(courseOf(rules, state.acceptedAt, extensions, stopped), basis)?.at ?? null;
};

const isAccepted = (state: CaseState): state is CaseState & { readonly acceptedAt: Instant } => state.acceptedAt !== null;

/**
 * What moved one of a case's limits, step by step: extensions first, then every pause in the order it began, each with
 * the due instant it led to. The last of them leads to the limit's own due instant.
 */
export const limitMoves = (state: CaseState, rules: Rules, name: LimitName): readonly LimitMove[] => {
  const limit = state[name];
  const basis = limit === null ? null : basisOf(limit);
  if (limit === null || basis === null || !isAccepted(state)) return [];
  const mine = state.extended.filter((extension) => extensionsOf([extension], name).length > 0);
  const sources = [...mine.map(extensionSource), ...pauseSources(state)];
  let before: Instant | null = limit.baseDueAt;
  return sources.map(({ counts, ...source }, index) => {
    const after = limit.final ? limit.baseDueAt : dueAfter(state, rules, basis, sources.slice(0, index + 1));
    const movedMs = before === null || after === null ? null : measure(rules.calendar, limit.unit, before, after);
    const effect = effectOf({ ...source, counts }, limit.final, before, after);
    before = after;
    return { ...source, stoodMs: stoodOf({ ...source, counts }, limit, rules, state.acceptedAt), effect, movedMs, dueAt: after };
  });
};
