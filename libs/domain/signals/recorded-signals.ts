import { flagOf, textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';

/** The source of what the platform records by itself. */
export const watchSource = 'urn:mingxiao:watch';

/** Something a person did about a card, or the platform when it withdrew it. */
export type CardStep = {
  readonly id: string;
  readonly at: Instant;
  readonly storedAt: Instant;
  readonly actor: string | null;
  readonly reason: string | null;
};

export type CardDecision = CardStep & { readonly decision: string };

/** A signal as the log holds it, with everything that was said about it since. */
export type RecordedSignal = {
  /** The id of the event that recorded it; its source is the watch. */
  readonly id: string;
  readonly clock: string;
  readonly level: string;
  /** How often the same signal was withdrawn before. */
  readonly round: number;
  readonly at: Instant;
  readonly storedAt: Instant;
  /** The limit that raised it; null where the record does not say. */
  readonly raisedBy: string | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  readonly calendarVersion: string | null;
  readonly organisationVersion: string | null;
  readonly provisional: boolean;
  readonly pending: boolean;
  readonly withdrawn: CardStep | null;
  readonly appeals: readonly CardStep[];
  readonly decisions: readonly CardDecision[];
  readonly takenDown: CardStep | null;
};

type Open = { -readonly [Key in keyof RecordedSignal]: RecordedSignal[Key] extends readonly (infer Item)[] ? Item[] : RecordedSignal[Key] };

const levelOf = ({ type, data }: Fact): string | null => {
  if (type === 'case.warned') return 'warning';
  if (type === 'case.timed-out') return 'timeout';
  return type === 'case.card-issued' ? textOf(data['level']) : null;
};

const startRecord = (fact: Fact, level: string): Open => {
  const { data } = fact;
  return {
    id: fact.id,
    clock: textOf(data['clock']) ?? 'case',
    level,
    round: typeof data['round'] === 'number' ? data['round'] : 0,
    at: fact.time,
    storedAt: fact.storedAt,
    raisedBy: textOf(data['limit']),
    rule: textOf(data['rule']),
    ruleVersion: textOf(data['ruleVersion']),
    calendarVersion: textOf(data['calendarVersion']),
    organisationVersion: textOf(data['organisationVersion']),
    provisional: flagOf(data['provisional']) ?? false,
    pending: flagOf(data['pending']) ?? false,
    withdrawn: null,
    appeals: [],
    decisions: [],
    takenDown: null,
  };
};

const stepOf = ({ id, time, storedAt, data }: Fact): CardStep => ({
  id,
  at: time,
  storedAt,
  actor: textOf(data['actor']),
  reason: textOf(data['reason']),
});

/** The signal a fact speaks of: the one it names, else the latest of its clock and level. */
const spokenOf = (records: readonly Open[], { data }: Fact): Open | undefined => {
  const card = textOf(data['card']);
  if (card !== null) return records.find(({ id }) => id === card);
  const clock = textOf(data['clock']) ?? 'case';
  return records.filter((record) => record.clock === clock && record.level === data['level']).sort((a, b) => b.round - a.round)[0];
};

const steps: Readonly<Record<string, (record: Open, fact: Fact) => void>> = {
  'case.card-withdrawn': (record, fact) => {
    if (fact.source === watchSource) record.withdrawn ??= stepOf(fact);
  },
  'case.card-appealed': (record, fact) => void record.appeals.push(stepOf(fact)),
  'case.card-decided': (record, fact) => void record.decisions.push({ ...stepOf(fact), decision: textOf(fact.data['decision']) ?? '' }),
  'case.card-taken-down': (record, fact) => {
    record.takenDown ??= stepOf(fact);
  },
};

/**
 * The signals of a case that the log holds. Only the watch records and withdraws them; what people decide may come
 * from any source. What speaks of a card that is not there is left out.
 *
 * @param facts those that count, in the order of the case
 */
export const recordedSignals = (facts: readonly Fact[]): readonly RecordedSignal[] => {
  const records: Open[] = [];
  for (const fact of facts) {
    const level = fact.source === watchSource ? levelOf(fact) : null;
    if (level !== null) records.push(startRecord(fact, level));
  }
  // Second, so that a decision dated before the card it speaks of still finds it.
  for (const fact of facts) {
    const step = steps[fact.type];
    const record = step === undefined ? undefined : spokenOf(records, fact);
    if (step !== undefined && record !== undefined) step(record, fact);
  }
  return records;
};
