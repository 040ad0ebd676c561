import type { Instant } from '../kernel/instant.js';
import { stateOfRecorded, withdrawalsOf } from './cards.js';
import { isThereAt, keyOfSignal, type DerivedSignal } from './derive-signals.js';
import type { RecordedSignal } from './recorded-signals.js';

/** A signal that follows from the facts and is not recorded. */
export type Unrecorded = { readonly signal: DerivedSignal; readonly round: number };

/** A recorded signal that the facts do not bear out until `until` (Infinity: not at all). */
export type Unfounded = { readonly recorded: RecordedSignal; readonly until: Instant };

/** Where the log falls short of what follows from the facts. Free of `now`; see `dueNow`. */
export type RecordGaps = { readonly unrecorded: readonly Unrecorded[]; readonly unfounded: readonly Unfounded[] };

/** Nothing has to be withdrawn that a person or the platform ended already. */
const isEnded = (recorded: RecordedSignal): boolean => ['withdrawn', 'revoked', 'taken-down'].includes(stateOfRecorded(recorded));

const unfoundedUntil = (recorded: RecordedSignal, derived: DerivedSignal | undefined): Instant | null => {
  if (derived === undefined) return Infinity;
  // It moved later, by an extension for instance: until then the case is in time after all.
  return derived.begins > recorded.at ? derived.begins : null;
};

/**
 * Compares derived with recorded signals. A recorded signal that stands, even one that was revoked or taken down,
 * suppresses a new one of its clock and level; only a withdrawal makes room for the next round.
 */
export const recordGaps = (recorded: readonly RecordedSignal[], derived: readonly DerivedSignal[]): RecordGaps => {
  if (recorded.length === 0) return { unrecorded: derived.map((signal) => ({ signal, round: 0 })), unfounded: [] };
  const taken = new Set(recorded.filter(({ withdrawn }) => withdrawn === null).map(keyOfSignal));
  const unrecorded = derived
    .filter((signal) => !taken.has(keyOfSignal(signal)))
    .map((signal) => ({ signal, round: withdrawalsOf(recorded, keyOfSignal(signal)) }));
  const unfounded = recorded.flatMap((record) => {
    const until = isEnded(record) ? null : unfoundedUntil(record, derived.find((signal) => keyOfSignal(signal) === keyOfSignal(record)));
    return until === null ? [] : [{ recorded: record, until }];
  });
  return { unrecorded, unfounded };
};

/** What has to be recorded and withdrawn now. A warning that came and went while nobody watched is not made up for. */
export const dueNow = ({ unrecorded, unfounded }: RecordGaps, now: Instant): RecordGaps => ({
  unrecorded: unrecorded.filter(({ signal }) => isThereAt(signal, now)),
  unfounded: unfounded.filter(({ until }) => until >= now),
});
