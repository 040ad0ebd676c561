import type { Instant } from '../kernel/instant.js';
import { stateOfRecorded, withdrawalsOf } from './cards.js';
import { keyOfSignal, type DerivedSignal } from './derive-signals.js';
import type { RecordedSignal } from './recorded-signals.js';

/** A signal that follows from the facts and is not recorded. After `until` nobody needs it any more; null: it always is. */
export type Unrecorded = { readonly signal: DerivedSignal; readonly round: number; readonly until: Instant | null };

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
 * suppresses a new one of its clock and level; only a withdrawal makes room for the next round. A warning of a case of
 * the past (`historical`) is not made up for once it has lapsed: an archive would bring one for nearly every case.
 */
export const recordGaps = (recorded: readonly RecordedSignal[], derived: readonly DerivedSignal[], historical: boolean): RecordGaps => {
  const missing = (signal: DerivedSignal, round: number): Unrecorded => ({ signal, round, until: historical ? signal.ends : null });
  if (recorded.length === 0) return { unrecorded: derived.map((signal) => missing(signal, 0)), unfounded: [] };
  const taken = new Set(recorded.filter(({ withdrawn }) => withdrawn === null).map(keyOfSignal));
  const unrecorded = derived
    .filter((signal) => !taken.has(keyOfSignal(signal)))
    .map((signal) => missing(signal, withdrawalsOf(recorded, keyOfSignal(signal))));
  const unfounded = recorded.flatMap((record) => {
    const until = isEnded(record) ? null : unfoundedUntil(record, derived.find((signal) => keyOfSignal(signal) === keyOfSignal(record)));
    return until === null ? [] : [{ recorded: record, until }];
  });
  return { unrecorded, unfounded };
};

/** What has to be recorded and withdrawn now. */
export const dueNow = ({ unrecorded, unfounded }: RecordGaps, now: Instant): RecordGaps => ({
  unrecorded: unrecorded.filter(({ signal, until }) => signal.begins < now && (until === null || until > now)),
  unfounded: unfounded.filter(({ until }) => until >= now),
});
