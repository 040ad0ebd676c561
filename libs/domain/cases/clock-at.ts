import type { Reference } from '../reference/reference.js';
import { millisecondsPerDay, type Instant } from '../kernel/instant.js';
import { rulesAt } from './case-context.js';
import type { CaseState, ClockUnit, FoldVersions, Limit } from './case-state.js';
import { usedTime } from './case-times.js';
import { clockSegments, type ClockSegment } from './clock-segments.js';
import { stoppedIntervals, suspendedIntervals } from './stopped-time.js';

/** A limit as read at an instant. */
export type LimitReading = {
  readonly limit: Limit;
  readonly dueAt: Instant | null;
  /** Finished, or read, later than due, to the millisecond. While nothing is due, nothing is late. */
  readonly late: boolean;
  /** Milliseconds left until it is due; negative once it is late. Null while nothing is due. */
  readonly leftMs: number | null;
};

/** What one holder had of the case; the seconds of all holders add up to the case's. */
export type HolderShare = {
  readonly unit: string | null;
  readonly holder: string | null;
  readonly seconds: number;
  /** The part that counted as used. */
  readonly countedSeconds: number;
};

/** The clock of one case, explained, as of an instant. */
export type CaseClock = {
  readonly caseId: string;
  readonly at: Instant;
  readonly from: Instant | null;
  /** The finish, or the instant of reading while the case was open then. */
  readonly to: Instant | null;
  readonly finished: boolean;
  readonly clockUnit: ClockUnit;
  readonly elapsedMs: number | null;
  readonly usedMs: number | null;
  readonly suspendedMs: number | null;
  /** Used time in days of 24 hours, rounded up, as an office shows it. */
  readonly usedDays: number | null;
  readonly promised: LimitReading | null;
  readonly statutory: LimitReading | null;
  readonly segments: readonly ClockSegment[];
  readonly holders: readonly HolderShare[];
  readonly kind: { readonly name: string; readonly version: string };
  readonly calendar: { readonly name: string; readonly version: string } | null;
  readonly versions: FoldVersions;
};

const readLimit = (limit: Limit | null, reached: Instant): LimitReading | null => {
  if (limit === null) return null;
  const { dueAt } = limit;
  return { limit, dueAt, late: dueAt !== null && reached > dueAt, leftMs: dueAt === null ? null : dueAt - reached };
};

const sharesOf = (segments: readonly ClockSegment[]): readonly HolderShare[] => {
  const shares = new Map<string, HolderShare>();
  for (const { unit, holder, seconds, counts } of segments) {
    const key = JSON.stringify([unit, holder]);
    const known = shares.get(key) ?? { unit, holder, seconds: 0, countedSeconds: 0 };
    const counted = known.countedSeconds + (counts ? seconds : 0);
    shares.set(key, { ...known, seconds: known.seconds + seconds, countedSeconds: counted });
  }
  return [...shares.values()];
};

/** Times over a span; a case that finished before it was accepted has taken none. */
const timesOver = (state: CaseState, calendar: Parameters<typeof usedTime>[0]['calendar'], from: Instant, to: Instant) => {
  const used = usedTime({ calendar, unit: state.clockUnit }, { from, to }, stoppedIntervals(state), suspendedIntervals(state));
  const usedDays = used.usedMs === null ? null : Math.ceil(used.usedMs / millisecondsPerDay);
  return { elapsedMs: Math.max(0, to - from), ...used, usedDays };
};

const noTimes = { elapsedMs: null, usedMs: null, suspendedMs: null, usedDays: null };

/**
 * Reads the clock of a case as of an instant: every segment of its time with its reason, the time used and suspended,
 * and both limits, from acceptance to the finish in force or, while it is open at `at`, until `at`.
 *
 * Needs the reference data the case was folded under. A case that was never accepted has no segments.
 */
export const clockAt = (state: CaseState, reference: Reference, at: Instant): CaseClock => {
  const { acceptedAt, finishedAt } = state;
  const { kind, calendar } = rulesAt(reference, state.kind, acceptedAt ?? at);
  const finished = finishedAt !== null && finishedAt <= at;
  const reached = finished ? finishedAt : at;
  const to = acceptedAt === null ? null : Math.max(acceptedAt, reached);
  return {
    caseId: state.caseId,
    at,
    from: acceptedAt,
    to,
    finished,
    clockUnit: state.clockUnit,
    ...(acceptedAt === null ? noTimes : timesOver(state, calendar, acceptedAt, reached)),
    promised: readLimit(state.promised, reached),
    statutory: readLimit(state.statutory, reached),
    ...explained(acceptedAt === null ? [] : clockSegments(state, calendar, { from: acceptedAt, to: reached })),
    kind: { name: kind.name, version: kind.version },
    calendar: calendar === null ? null : { name: calendar.name, version: calendar.version },
    versions: state.versions,
  };
};

const explained = (segments: readonly ClockSegment[]) => ({ segments, holders: sharesOf(segments) });
