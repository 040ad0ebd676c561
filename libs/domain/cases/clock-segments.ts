import { daySpans } from '../calendar/day-spans.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Instant } from '../kernel/instant.js';
import { millisecondsPerSecond, roundHalfUp } from '../kernel/instant.js';
import type { Amount } from '../events/fields.js';
import type { CaseState, ClockUnit, HolderSegment, Suspension } from './case-state.js';
import type { Interval } from './intervals.js';
import { closedIntervals } from './stopped-time.js';

export type SegmentKind = 'running' | 'off-hours' | 'holiday' | 'suspended' | 'waiting-for-applicant' | 'closed';

/** A stretch of a case's time with one label and one holder. */
export type ClockSegment = {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: SegmentKind;
  /** Whether it counts as used. Off-hours do where whole working days are counted. */
  readonly counts: boolean;
  /** Whole seconds, rounded so that those of consecutive segments add up to the rounded total. */
  readonly seconds: number;
  readonly unit: string | null;
  readonly holder: string | null;
  /** Why the clock stood, or why it ran on during a suspension. */
  readonly reason: string | null;
  readonly basis: string | null;
  readonly approver: string | null;
  /** Working or natural days applied for; null where nothing was, or another unit. */
  readonly appliedDays: number | null;
  readonly appliedFor: Amount | null;
};

type Label = Pick<ClockSegment, 'kind' | 'counts' | 'reason' | 'basis' | 'approver' | 'appliedDays' | 'appliedFor'>;
type Labelled = Interval & { readonly label: Label };

const plain = (kind: SegmentKind, counts: boolean, reason: string | null = null): Label => ({
  kind,
  counts,
  reason,
  basis: null,
  approver: null,
  appliedDays: null,
  appliedFor: null,
});

const countsAs: Readonly<Record<ClockUnit, ReadonlySet<SegmentKind>>> = {
  'working-day': new Set<SegmentKind>(['running', 'off-hours']),
  'working-hour': new Set<SegmentKind>(['running']),
  elapsed: new Set<SegmentKind>(['running']),
};

/** The calendar's own labels. A clock that counts all time, or has no calendar, simply runs. */
const baseOf = (calendar: WorkingCalendar | null, unit: ClockUnit, { from, to }: Interval): readonly Labelled[] => {
  if (calendar === null || unit === 'elapsed') return [{ from, to, label: plain('running', true) }];
  return daySpans(calendar, from, to).map((span) => {
    const kind = span.kind === 'working' ? 'running' : span.kind;
    return { from: span.from, to: span.to, label: plain(kind, countsAs[unit].has(kind)) };
  });
};

const appliedDaysOf = (appliedFor: Amount | null): number | null =>
  appliedFor !== null && (appliedFor.unit === 'working-day' || appliedFor.unit === 'natural-day') ? appliedFor.amount : null;

const suspendedLabel = ({ reason, basis, approver, appliedFor }: Suspension): Label => ({
  kind: 'suspended',
  counts: false,
  reason,
  basis,
  approver,
  appliedDays: appliedDaysOf(appliedFor),
  appliedFor,
});

/** What covers the calendar's labels, strongest first: `null` as a label keeps what lies below and only gives the reason. */
type Cover = Interval & { readonly label: Label | null; readonly reason: string | null };

const endOf = (to: Instant | null): Instant => to ?? Infinity;

/** Where a suspension stops the clock, and where it does not: beyond its cap, or for a reason the kind does not know. */
const suspensionCovers = (suspensions: readonly Suspension[]): { readonly standing: Cover[]; readonly running: Cover[] } => {
  const counted = suspensions.filter(({ subtracted }) => subtracted);
  const standing = counted.map((one) => ({ from: one.from, to: endOf(one.countsUntil), label: suspendedLabel(one), reason: null }));
  const running = suspensions.map((one) => ({
    from: one.subtracted ? endOf(one.countsUntil) : one.from,
    to: endOf(one.to),
    label: null,
    reason: one.subtracted ? 'suspension-over-cap' : 'unknown-suspension-reason',
  }));
  return { standing, running };
};

/** A wait that does not pause is only a name for time that counts; nights and holidays keep theirs. */
const waitCovers = ({ waits }: CaseState): Cover[] =>
  waits.map(({ from, to, pauses }) => ({ from, to: endOf(to), label: plain('waiting-for-applicant', !pauses), reason: null }));

const coversOf = (state: CaseState): readonly Cover[] => {
  const { standing, running } = suspensionCovers(state.suspensions);
  const closed = closedIntervals(state).map((interval) => ({ ...interval, label: plain('closed', false), reason: null }));
  return [...closed, ...standing, ...waitCovers(state), ...running].filter(({ from, to }) => to > from);
};

const labelUnder = (base: Label, cover: Cover | undefined): Label => {
  if (cover === undefined) return base;
  if (cover.label === null) return base.counts ? { ...base, reason: cover.reason } : base;
  return cover.label.counts && !base.counts ? base : cover.label;
};

const cutsWithin = ({ from, to }: Interval, covers: readonly Cover[], holders: readonly HolderSegment[]): readonly Instant[] => {
  const edges = [...covers.flatMap((cover) => [cover.from, cover.to]), ...holders.map((holder) => holder.from)];
  const inside = edges.filter((edge) => edge > from && edge < to);
  return [...new Set([from, ...inside, to])].sort((a, b) => a - b);
};

const pieces = (cuts: readonly Instant[]): Interval[] => cuts.slice(1).map((to, index) => ({ from: cuts[index] ?? to, to }));

/** Who had the case then; while it is closed, whoever had it last. */
const holderAt = (holders: readonly HolderSegment[], instant: Instant): Pick<HolderSegment, 'unit' | 'holder'> => {
  const held = holders.filter(({ from }) => from <= instant).at(-1);
  return { unit: held?.unit ?? null, holder: held?.holder ?? null };
};

const same = (a: ClockSegment, b: ClockSegment): boolean =>
  a.kind === b.kind && a.counts === b.counts && a.unit === b.unit && a.holder === b.holder && a.reason === b.reason &&
  a.basis === b.basis && a.approver === b.approver && a.appliedFor === b.appliedFor;

const joined = (segments: readonly ClockSegment[]): ClockSegment[] => {
  const result: ClockSegment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last !== undefined && same(last, segment)) result[result.length - 1] = { ...last, to: segment.to };
    else result.push(segment);
  }
  return result;
};

/** Seconds since the start, rounded, as differences: so no sum of rounded parts ever misses the rounded whole. */
const withSeconds = (segments: readonly ClockSegment[], start: Instant): ClockSegment[] => {
  const secondsAt = (instant: Instant) => roundHalfUp((instant - start) / millisecondsPerSecond);
  return segments.map((segment) => ({ ...segment, seconds: secondsAt(segment.to) - secondsAt(segment.from) }));
};

/**
 * Labels a span of a case's time: the segments tile it exactly, without gap or overlap. A closed case outweighs a
 * suspension, that a wait, that the calendar.
 */
export const clockSegments = (state: CaseState, calendar: WorkingCalendar | null, span: Interval): readonly ClockSegment[] => {
  if (span.to <= span.from) return [];
  const covers = coversOf(state);
  const segments = baseOf(calendar, state.clockUnit, span).flatMap((base) =>
    pieces(cutsWithin(base, covers, state.holders)).map((piece) => {
      const cover = covers.find(({ from, to }) => from <= piece.from && piece.to <= to);
      return { ...piece, ...labelUnder(base.label, cover), ...holderAt(state.holders, piece.from), seconds: 0 };
    }),
  );
  return withSeconds(joined(segments), span.from);
};
