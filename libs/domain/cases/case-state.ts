import type { Amount } from '../events/fields.js';
import type { Instant } from '../kernel/instant.js';
import type { TreePlace } from '../reference/reference.js';

/** `received`: papers handed in, not accepted yet. Suspended and waiting cases are open ones whose clock stands. */
export type CaseStatus = 'received' | 'open' | 'suspended' | 'waiting' | 'finished';

/** Who had the case then. `to` is null for the present holder of an open case. */
export type HolderSegment = {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly unit: string | null;
  readonly holder: string | null;
};

/**
 * What one holder had of a case until its first finish. Used and delay are working milliseconds, 0 without a calendar;
 * the delay is the part used after the due instant.
 */
export type HolderPart = {
  readonly usedMs: number;
  readonly delayMs: number;
  /** Millionths of the case; those of all its holders add up to 1,000,000. */
  readonly sharePpm: number;
};

/** What was said when people were asked again after the finish. */
export type CallBack = {
  readonly at: Instant;
  readonly responded: boolean | null;
  readonly solved: boolean | null;
  readonly satisfied: boolean | null;
};

/** A time in which the clock stands for a stated reason. `countsUntil` is where the subtraction ends: the cap. */
export type Suspension = {
  readonly from: Instant;
  /** Null while it is open. */
  readonly to: Instant | null;
  readonly countsUntil: Instant | null;
  readonly reason: string | null;
  readonly basis: string | null;
  readonly approver: string | null;
  readonly appliedFor: Amount | null;
  /** Whether the reason is known to the kind; an unknown one is kept, flagged and not subtracted. */
  readonly subtracted: boolean;
};

/** Between a request for missing papers and their arrival. Counts as used unless the kind says that it pauses. */
export type Wait = { readonly from: Instant; readonly to: Instant | null; readonly pauses: boolean };

/** What a clock counts: working days of 24 hours, office hours, or all time that passes. */
export type ClockUnit = 'working-day' | 'working-hour' | 'elapsed';

/** More time on authority. It moves both limits unless it says which. */
export type Extension = {
  readonly at: Instant;
  readonly by: Amount;
  readonly limit: 'promised' | 'statutory' | 'both';
  readonly basis: string | null;
  readonly approver: string | null;
};

/** A due instant, how it came about, and under which rule. */
export type Limit = {
  readonly amount: Amount | null;
  /** Supplied by the source as an instant. */
  readonly supplied: boolean;
  /** A supplied instant that nothing moves. */
  readonly final: boolean;
  /** Where the limit came from. */
  readonly from: 'source-instant' | 'event' | 'item' | 'kind';
  /** What its working time is counted in. */
  readonly unit: ClockUnit;
  /** Before any extension or pause moved it. */
  readonly baseDueAt: Instant;
  /** Moved by extensions, not by pauses: where the limit would end if the clock never stood. */
  readonly unpausedDueAt: Instant;
  /** Null while the clock stands without a cap: nothing is due until it runs again. */
  readonly dueAt: Instant | null;
  /** Rests on a calendar year that is not gazetted yet. */
  readonly provisional: boolean;
};

/** The verdict at the first finish, under what had happened until then; later extensions and reopenings leave it alone. */
export type Verdict = {
  readonly finishedAt: Instant;
  readonly outcome: string | null;
  readonly unit: string | null;
  readonly holder: string | null;
  readonly promisedDueAt: Instant | null;
  readonly statutoryDueAt: Instant | null;
  /** Finished later than due, to the millisecond; null where there is no such limit. */
  readonly promisedLate: boolean | null;
  readonly statutoryLate: boolean | null;
};

/** A completed step; a step's own time runs from the step before it, or from acceptance. */
export type CompletedStep = {
  readonly at: Instant;
  readonly step: string | null;
  readonly outcome: string | null;
  readonly unit: string | null;
  readonly staff: string | null;
};

/** One rating as it counts: active beats default, else the latest counts, per rateable service (domain guide §7). */
export type CountedRating = {
  readonly source: string;
  readonly id: string;
  readonly at: Instant;
  readonly level: number;
  readonly mode: 'active' | 'default';
  readonly service: string;
  readonly channel: string | null;
  readonly unit: string | null;
  readonly staff: string | null;
  readonly named: boolean | null;
  readonly setAside: boolean;
  /** Whether a review found a negative rating justified; null when nobody has looked. */
  readonly founded: boolean | null;
  readonly verifiedAt: Instant | null;
  /** By when a negative rating has to be set right; null where no rule says so. */
  readonly rectifyDueAt: Instant | null;
  readonly rectifiedAt: Instant | null;
  readonly revisitedAt: Instant | null;
  readonly satisfiedAfterRevisit: boolean | null;
};

/** Two contents under one (source, id): the one first in the log counts, the other is kept and listed. */
export type FactConflict = { readonly source: string; readonly id: string; readonly offset: number };

/** The versions a case was folded under. */
export type FoldVersions = { readonly rules: string; readonly calendar: string; readonly organisation: string };

/**
 * What the facts of one case say, whatever order they came in. Free of `now`: due instants are kept, never values
 * that depend on the moment of reading (see `clockAt` for those).
 */
export type CaseState = {
  readonly caseId: string;
  readonly kind: string | null;
  readonly item: string | null;
  readonly channel: string | null;
  /** As the acceptance states it; limits may depend on it. */
  readonly urgency: string | null;
  readonly applicantType: string | null;
  readonly parent: string | null;
  /** The acceptance was brought in as a fact of the past: no orders are opened. */
  readonly historical: boolean;
  readonly status: CaseStatus;
  readonly receivedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  /** The first finish; `finishedAt` is the one in force, null while the case is open (again). */
  readonly firstFinishedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Every finish that closed the case, in order; between two of them stands a reopening. */
  readonly finishes: readonly Instant[];
  readonly reopenedAt: readonly Instant[];
  readonly outcome: string | null;
  /** The unit and person the case counts for: the finisher's, while open the holder's. */
  readonly unit: string | null;
  readonly holder: string | null;
  /** First receiver (首接负责). */
  readonly acceptedUnit: string | null;
  readonly acceptedHolder: string | null;
  /** The tree above `acceptedUnit` as of the acceptance. */
  readonly acceptedTree: TreePlace;
  /** The tree as of the finish (while open: of the last fact that names the unit). Bare ids where nothing is defined. */
  readonly section: string | null;
  readonly department: string | null;
  readonly district: string | null;
  readonly promised: Limit | null;
  readonly statutory: Limit | null;
  /** Gapless until the first finish. A case that took no time until then has one holding of no length: its finisher's. */
  readonly holders: readonly HolderSegment[];
  /** The tree above each holder as of the beginning of the holding. */
  readonly holderTrees: readonly TreePlace[];
  /** What each holder had of the case; empty until the first finish. */
  readonly holderParts: readonly HolderPart[];
  readonly suspensions: readonly Suspension[];
  readonly waits: readonly Wait[];
  /** Milliseconds from acceptance to the first finish; null while open; 0 and flagged when it finished before. */
  readonly elapsedMs: number | null;
  /** Working milliseconds used until the first finish, suspensions subtracted; null while open or without a calendar. */
  readonly usedMs: number | null;
  /** Working milliseconds of suspension subtracted until the first finish; null while open or without a calendar. */
  readonly suspendedMs: number | null;
  /** What `usedMs` and `suspendedMs` are counted in: the unit of the promised limit, else of the statutory one. */
  readonly clockUnit: ClockUnit;
  /**
   * What was promised and what the law allows, from acceptance, extensions included and pauses not: W(accepted, due
   * instant before any pause) on the clock of `usedMs`, so that used time and limit compare. Null without that limit or
   * the calendar it takes.
   */
  readonly promisedLimitMs: number | null;
  readonly statutoryLimitMs: number | null;
  readonly firstVerdict: Verdict | null;
  readonly extended: readonly Extension[];
  readonly completedSteps: readonly CompletedStep[];
  readonly transfers: number;
  readonly returnedAt: readonly Instant[];
  readonly supplementRequests: number;
  readonly extensions: number;
  readonly steps: number;
  /** The latest one. */
  readonly calledBack: CallBack | null;
  readonly ratings: readonly CountedRating[];
  /** How many services of this case could be rated: 0 until the first finish. */
  readonly rateable: number;
  /** The last command of ours that was applied: what the next one has to name as its `expectedVersion`. */
  readonly lastCommand: { readonly source: string; readonly id: string } | null;
  /** Data-quality flags, sorted: `finished-before-accepted`, `unmatched-resume`, `no-acceptance` … */
  readonly flags: readonly string[];
  readonly conflicts: readonly FactConflict[];
  /** Facts that no longer count because a retraction names them. */
  readonly retracted: number;
  /** Distinct facts, each (source, id) once, retracted and voided ones included. */
  readonly facts: number;
  readonly versions: FoldVersions;
};
