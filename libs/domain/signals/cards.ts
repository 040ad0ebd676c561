import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { countingFacts } from './counting-facts.js';
import { isThereAt, keyOfSignal, type DerivedSignal } from './derive-signals.js';
import { recordedSignals, type RecordedSignal } from './recorded-signals.js';
import { signalLevels } from './signal-rule.js';

/** `derived`: follows from the facts, the watch has not recorded it yet. `lapsed`: a warning that has had its day. */
export type SignalState =
  | 'derived'
  | 'pending'
  | 'issued'
  | 'appealed'
  | 'upheld'
  | 'escalated'
  | 'revoked'
  | 'taken-down'
  | 'withdrawn'
  | 'lapsed';

/** A signal of a case, recorded or not, before it is read for an instant. */
export type SignalRecord = Pick<DerivedSignal, 'clock' | 'level' | 'begins' | 'ends' | 'provisional'> & {
  /** The limit that raised it; null for a record that does not say, and that the facts no longer bear out. */
  readonly raisedBy: string | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  readonly calendarVersion: string | null;
  readonly organisationVersion: string | null;
  readonly round: number;
  /** What the log holds of it; null while nothing is recorded. */
  readonly recorded: RecordedSignal | null;
  readonly state: Exclude<SignalState, 'lapsed'>;
  readonly points: number | null;
};

/** A signal as of an instant. */
export type CaseSignal = Omit<SignalRecord, 'state'> & {
  readonly state: SignalState;
  readonly inForce: boolean;
  /** The weightiest in force of its clock: the one that is shown and scored. */
  readonly highest: boolean;
};

const standing: ReadonlySet<SignalState> = new Set(['derived', 'issued', 'appealed', 'upheld', 'escalated']);

/** Whether it counts, were it not for its time: nobody withdrew it, took it down, revoked it, or has yet to confirm it. */
export const isStanding = ({ state }: Pick<SignalRecord, 'state'>): boolean => standing.has(state);

const answers: Readonly<Record<string, 'revoked' | 'upheld' | 'escalated'>> = { revoked: 'revoked', upheld: 'upheld', escalated: 'escalated' };

/** The state that the steps taken about a card leave it in; an appeal is open until a later decision answers it. */
export const stateOfRecorded = (recorded: RecordedSignal): Exclude<SignalState, 'lapsed' | 'derived'> => {
  if (recorded.withdrawn !== null) return 'withdrawn';
  return recorded.takenDown === null ? (stateOfAppeal(recorded) ?? stateOfIssue(recorded)) : 'taken-down';
};

/** A revoked card stays revoked; null where nobody has appealed or answered. */
const stateOfAppeal = ({ decisions, appeals }: RecordedSignal): 'appealed' | 'revoked' | 'upheld' | 'escalated' | null => {
  const answered = decisions.filter(({ decision }) => decision in answers).at(-1);
  const answer = answered === undefined ? undefined : answers[answered.decision];
  const appeal = appeals.at(-1);
  const isOpen = appeal !== undefined && (answered === undefined || answered.at < appeal.at);
  return isOpen && answer !== 'revoked' ? 'appealed' : (answer ?? null);
};

const stateOfIssue = ({ pending, decisions }: RecordedSignal): 'pending' | 'issued' =>
  pending && !decisions.some(({ decision }) => decision === 'confirmed') ? 'pending' : 'issued';

const fromRecorded = (recorded: RecordedSignal, derived: DerivedSignal | undefined): SignalRecord => ({
  clock: recorded.clock,
  level: signalLevels.find((level) => level === recorded.level) ?? 'warning',
  begins: recorded.at,
  ends: derived?.ends ?? null,
  provisional: recorded.provisional,
  raisedBy: recorded.raisedBy ?? derived?.raisedBy ?? null,
  rule: recorded.rule,
  ruleVersion: recorded.ruleVersion,
  calendarVersion: recorded.calendarVersion,
  organisationVersion: recorded.organisationVersion,
  round: recorded.round,
  recorded,
  state: stateOfRecorded(recorded),
  points: derived?.points ?? null,
});

/** Field by field: a spread would cost more than deriving the signal did, for every case of a log. */
const fromDerived = (signal: DerivedSignal, round: number): SignalRecord => ({
  clock: signal.clock,
  level: signal.level,
  begins: signal.begins,
  ends: signal.ends,
  provisional: signal.provisional,
  raisedBy: signal.raisedBy,
  rule: signal.rule,
  ruleVersion: signal.ruleVersion,
  calendarVersion: signal.calendarVersion,
  organisationVersion: signal.organisationVersion,
  round,
  recorded: null,
  state: signal.confirmation === 'manual' ? 'pending' : 'derived',
  points: signal.points,
});

/** How often the same signal was withdrawn: the round a new one would have. */
export const withdrawalsOf = (recorded: readonly RecordedSignal[], key: string): number =>
  recorded.filter((record) => record.withdrawn !== null && keyOfSignal(record) === key).length;

/** Recorded signals with what follows from the facts beside them: what is recorded stands for what is derived. */
export const signalRecords = (recorded: readonly RecordedSignal[], derived: readonly DerivedSignal[]): readonly SignalRecord[] => {
  if (recorded.length === 0) return derived.map((signal) => fromDerived(signal, 0));
  const derivedOf = new Map(derived.map((signal) => [keyOfSignal(signal), signal]));
  const taken = new Set(recorded.filter(({ withdrawn }) => withdrawn === null).map(keyOfSignal));
  return [
    ...recorded.map((record) => fromRecorded(record, record.withdrawn === null ? derivedOf.get(keyOfSignal(record)) : undefined)),
    ...derived.filter((signal) => !taken.has(keyOfSignal(signal))).map((signal) => fromDerived(signal, withdrawalsOf(recorded, keyOfSignal(signal)))),
  ];
};

const weightOf = ({ level }: Pick<SignalRecord, 'level'>): number => signalLevels.indexOf(level);

/** Reads signals for an instant: those that have begun, whether they are in force, and which of each clock is the highest. */
export const readSignals = (records: readonly SignalRecord[], at: Instant): readonly CaseSignal[] => {
  const begun = records.filter(({ begins }) => begins < at).map((record) => {
    const inForce = isStanding(record) && isThereAt(record, at);
    return { ...record, inForce, state: isStanding(record) && !inForce ? ('lapsed' as const) : record.state };
  });
  const isTop = (one: (typeof begun)[number]) =>
    one.inForce && one.level !== 'timeout' && begun.every((other) => other.clock !== one.clock || !other.inForce || weightOf(other) <= weightOf(one));
  return begun.map((signal) => ({ ...signal, highest: isTop(signal) })).sort((a, b) => a.begins - b.begins || weightOf(a) - weightOf(b));
};

/**
 * The warnings and cards of a case as of an instant (domain guide §6): what the log holds of them with what people
 * decided, and what follows from the facts but is not recorded yet. Facts in any order, repeated or not.
 */
export const cardsOf = (facts: readonly Fact[], derived: readonly DerivedSignal[], at: Instant): readonly CaseSignal[] =>
  readSignals(signalRecords(recordedSignals(countingFacts(facts).filter(({ time }) => time <= at)), derived), at);
