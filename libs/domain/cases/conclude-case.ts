import type { Fact } from '../events/fact.js';
import type { CaseState, CaseStatus, FactConflict, Suspension } from './case-state.js';
import { concludeClock, type ConcludedClock } from './conclude-clock.js';
import { textOf, type FactData } from './data-fields.js';
import { enteredLongAfter, flagCourse, flagKind, flagLimits, isInverted } from './flag-facts.js';
import { suspendedJustBefore } from './just-before-limit.js';
import { countRatings } from './ratings.js';
import type { Retraction } from './retract-facts.js';
import { stoppedIntervals, type Pauses } from './stopped-time.js';
import type { Commands } from './void-commands.js';
import { countsUntil } from './walk-pauses.js';
import type { RunningSuspension, Walk } from './walk.js';

/** How the facts of a case were sorted out before they were walked. */
export type Settlement = {
  /** Those that count, in order. */
  readonly facts: readonly Fact[];
  readonly factsCount: number;
  readonly conflicts: readonly FactConflict[];
  readonly commands: Commands;
  readonly retraction: Retraction;
};

const suspensionOf = (running: RunningSuspension): Suspension => ({
  from: running.from,
  to: running.to,
  countsUntil: countsUntil(running),
  reason: running.reason,
  basis: running.basis,
  approver: running.approver,
  appliedFor: running.appliedFor,
  subtracted: running.subtracted,
});

const statusOf = ({ closed, acceptedAt, suspensions, waits }: Walk): CaseStatus => {
  if (closed) return 'finished';
  if (acceptedAt === null) return 'received';
  if (suspensions.some(({ to, subtracted }) => to === null && subtracted)) return 'suspended';
  return waits.some(({ to }) => to === null) ? 'waiting' : 'open';
};

/** Whom the case counts for: its first finisher once it is closed, whoever holds it while it is open (again). */
const ownerOf = (walk: Walk, facts: readonly Fact[]) => {
  const first = walk.closed ? walk.finishes[0] : undefined;
  if (first !== undefined) return first;
  return { unit: walk.unit, holder: walk.holder, at: walk.unitSince ?? walk.acceptedAt ?? facts[0]?.time ?? 0 };
};

const applicantTypeOf = ({ applicant }: FactData): string | null =>
  typeof applicant === 'object' && applicant !== null && 'type' in applicant ? textOf(applicant.type) : null;

const flagSettlement = ({ facts, conflicts, commands, retraction }: Settlement, flags: Set<string>): void => {
  if (conflicts.length > 0) flags.add('conflicting-content');
  if (commands.voided > 0) flags.add('voided-command');
  if (retraction.unmatched) flags.add('unmatched-retraction');
  if (enteredLongAfter(facts)) flags.add('entered-long-after');
};

/** Most cases were never suspended: only the others need their limits as they stood before each suspension. */
const flagSuspensions = ({ context, acceptedAt, extended, flags }: Walk, { bases }: ConcludedClock, pauses: Pauses): void => {
  if (acceptedAt === null || pauses.suspensions.length === 0) return;
  const clock = { context, acceptedAt, extended, stopped: stoppedIntervals(pauses) };
  if (suspendedJustBefore(clock, bases, pauses.suspensions)) flags.add('suspended-just-before-limit');
};

const flagAll = (walk: Walk, clock: ConcludedClock, settlement: Settlement): readonly string[] => {
  const { flags, context } = walk;
  flagSettlement(settlement, flags);
  flagKind(context, flags);
  flagLimits(context, [clock.bases.promised, clock.bases.statutory], [clock.promised, clock.statutory], flags);
  if (settlement.facts.length > 0) flagCourse(walk, flags);
  if (isInverted(clock.promised, clock.statutory)) flags.add('limit-inverted');
  return flags.size === 0 ? [] : [...flags].sort();
};

const ratingsOf = (walk: Walk): Pick<CaseState, 'ratings' | 'rateable'> => {
  const { context, finishes, steps, aboutRatings, flags } = walk;
  const { rateable, services } = context.kind.rating;
  const present = { unit: walk.unit, staff: walk.holder };
  return {
    ratings: aboutRatings.length === 0 ? [] : countRatings({ context, finishes, steps, present }, aboutRatings, flags),
    rateable: rateable && finishes.length > 0 ? Math.max(1, services.length) : 0,
  };
};

/**
 * Reads the finished walk of a case into its state. Field by field: a spread costs as much as the walk did, for every case
 * of a log.
 */
export const concludeCase = (caseId: string, walk: Walk, settlement: Settlement): CaseState => {
  const { context, finishes: ends, holders } = walk;
  const { accepted, acceptance, reference } = context;
  const { facts } = settlement;
  const suspensions = walk.suspensions.map(suspensionOf);
  const finishes = ends.map(({ at }) => at);
  const pauses = { suspensions, waits: walk.waits, finishes, reopenedAt: walk.reopenedAt };
  const clock = concludeClock(walk, pauses);
  const last = walk.closed ? ends[ends.length - 1] : undefined;
  const { ratings, rateable } = ratingsOf(walk);
  flagSuspensions(walk, clock, pauses);
  const owner = ownerOf(walk, facts);
  const tree = reference.treeAt(owner.unit, owner.at);
  const acceptedUnit = textOf(accepted['unit']);
  const opening = acceptance ?? facts[0];
  return {
    caseId,
    kind: context.kindName,
    item: textOf(accepted['item']),
    channel: textOf(accepted['channel']),
    urgency: textOf(accepted['urgency']),
    applicantType: applicantTypeOf(accepted),
    parent: textOf(accepted['parent']),
    historical: opening?.historical ?? false,
    status: statusOf(walk),
    receivedAt: walk.receivedAt,
    acceptedAt: walk.acceptedAt,
    firstFinishedAt: finishes[0] ?? null,
    finishedAt: last?.at ?? null,
    finishes,
    reopenedAt: walk.reopenedAt,
    outcome: last?.outcome ?? null,
    unit: owner.unit,
    holder: owner.holder,
    acceptedUnit,
    acceptedHolder: textOf(accepted['holder']),
    acceptedTree: reference.treeAt(acceptedUnit, opening?.time ?? 0),
    section: tree.section,
    department: tree.department,
    district: tree.district,
    promised: clock.promised,
    statutory: clock.statutory,
    holders,
    holderTrees: holders.map(({ unit, from }) => reference.treeAt(unit, from)),
    holderParts: clock.holderParts,
    suspensions,
    waits: walk.waits,
    elapsedMs: clock.elapsedMs,
    usedMs: clock.usedMs,
    suspendedMs: clock.suspendedMs,
    clockUnit: clock.clockUnit,
    promisedLimitMs: clock.promisedLimitMs,
    statutoryLimitMs: clock.statutoryLimitMs,
    firstVerdict: clock.firstVerdict,
    extended: walk.extended,
    completedSteps: walk.steps,
    transfers: walk.transfers,
    returnedAt: walk.returnedAt,
    supplementRequests: walk.supplementRequests,
    extensions: walk.extended.length,
    steps: walk.steps.length,
    calledBack: walk.calledBack,
    ratings,
    rateable,
    lastCommand: settlement.commands.last,
    flags: flagAll(walk, clock, settlement),
    conflicts: settlement.conflicts,
    retracted: settlement.retraction.retracted,
    facts: settlement.factsCount,
    versions: reference.versions,
  };
};
