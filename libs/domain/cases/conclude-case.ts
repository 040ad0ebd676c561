import type { Fact } from '../events/fact.js';
import type { CaseState, CaseStatus, FactConflict, Suspension } from './case-state.js';
import { concludeClock, type ConcludedClock } from './conclude-clock.js';
import { textOf } from './data-fields.js';
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

/** Places in the organisation that the course of a case names, each as of its own instant. */
const placesOf = ({ context: { reference, accepted, acceptance }, holders }: Walk, facts: readonly Fact[]) => {
  const acceptedUnit = textOf(accepted['unit']);
  const acceptedAt = (acceptance ?? facts[0])?.time ?? 0;
  return { acceptedTree: reference.treeAt(acceptedUnit, acceptedAt), holderTrees: holders.map(({ unit, from }) => reference.treeAt(unit, from)) };
};

/** Whom the case counts for: its first finisher once it is closed, whoever holds it while it is open (again). */
const ownerOf = (walk: Walk, facts: readonly Fact[]) => {
  const { reference } = walk.context;
  const first = walk.closed ? walk.finishes[0] : undefined;
  if (first !== undefined) return { unit: first.unit, holder: first.holder, ...reference.treeAt(first.unit, first.at) };
  const since = walk.unitSince ?? walk.acceptedAt ?? facts[0]?.time ?? 0;
  return { unit: walk.unit, holder: walk.holder, ...reference.treeAt(walk.unit, since) };
};

const descriptionOf = ({ context: { accepted, acceptance, kindName } }: Walk, facts: readonly Fact[]) => {
  const applicant = accepted['applicant'];
  return {
    kind: kindName,
    item: textOf(accepted['item']),
    channel: textOf(accepted['channel']),
    applicantType: typeof applicant === 'object' && applicant !== null && 'type' in applicant ? textOf(applicant.type) : null,
    parent: textOf(accepted['parent']),
    acceptedUnit: textOf(accepted['unit']),
    acceptedHolder: textOf(accepted['holder']),
    historical: (acceptance ?? facts[0])?.historical ?? false,
  };
};

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

const coursePartsOf = (walk: Walk) => ({
  receivedAt: walk.receivedAt,
  acceptedAt: walk.acceptedAt,
  reopenedAt: walk.reopenedAt,
  holders: walk.holders,
  waits: walk.waits,
  transfers: walk.transfers,
  returnedAt: walk.returnedAt,
  supplementRequests: walk.supplementRequests,
  extensions: walk.extended.length,
  extended: walk.extended,
  steps: walk.steps.length,
  completedSteps: walk.steps,
  calledBack: walk.calledBack,
});

/** Reads the finished walk of a case into its state. */
export const concludeCase = (caseId: string, walk: Walk, settlement: Settlement): CaseState => {
  const suspensions = walk.suspensions.map(suspensionOf);
  const finishes = walk.finishes.map(({ at }) => at);
  const pauses = { suspensions, waits: walk.waits, finishes, reopenedAt: walk.reopenedAt };
  const { bases, ...clock } = concludeClock(walk, pauses);
  const last = walk.closed ? walk.finishes[walk.finishes.length - 1] : undefined;
  const ratings = ratingsOf(walk);
  flagSuspensions(walk, { ...clock, bases }, pauses);
  return {
    caseId,
    ...descriptionOf(walk, settlement.facts),
    ...coursePartsOf(walk),
    ...ownerOf(walk, settlement.facts),
    ...placesOf(walk, settlement.facts),
    ...clock,
    ...ratings,
    status: statusOf(walk),
    firstFinishedAt: finishes[0] ?? null,
    finishedAt: last?.at ?? null,
    outcome: last?.outcome ?? null,
    finishes,
    suspensions,
    flags: flagAll(walk, { ...clock, bases }, settlement),
    conflicts: settlement.conflicts,
    retracted: settlement.retraction.retracted,
    facts: settlement.factsCount,
    lastCommand: settlement.commands.last,
    versions: walk.context.reference.versions,
  };
};
