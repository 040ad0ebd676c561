import type { Instant } from '../kernel/instant.js';
import type { Suspension, Wait } from './case-state.js';
import { unionOf, type Interval } from './intervals.js';

/** The parts of a case in which its clock may stand, as a walk or a case state has them. */
export type Pauses = {
  readonly suspensions: readonly Suspension[];
  readonly waits: readonly Wait[];
  readonly finishes: readonly Instant[];
  readonly reopenedAt: readonly Instant[];
};

const nothing: readonly Interval[] = [];

/** What is subtracted for suspensions, overlapping ones once. Infinity where neither an end nor a cap is known. */
export const suspendedIntervals = ({ suspensions }: Pick<Pauses, 'suspensions'>): readonly Interval[] => {
  if (suspensions.length === 0) return nothing;
  const counted = suspensions.filter(({ subtracted }) => subtracted);
  return unionOf(counted.map(({ from, countsUntil }) => ({ from, to: countsUntil ?? Infinity })));
};

/** From each finish to the reopening that followed it. */
export const closedIntervals = ({ finishes, reopenedAt }: Pick<Pauses, 'finishes' | 'reopenedAt'>): readonly Interval[] =>
  reopenedAt.flatMap((to, index) => {
    const from = finishes[index];
    return from === undefined ? [] : [{ from, to }];
  });

/** All time in which the clock stands: suspensions, waits that pause, and the time a case was closed. */
export const stoppedIntervals = (pauses: Pauses): readonly Interval[] => {
  const waits = pauses.waits.filter((wait) => wait.pauses).map(({ from, to }) => ({ from, to: to ?? Infinity }));
  const closed = pauses.reopenedAt.length === 0 ? nothing : closedIntervals(pauses);
  const suspended = suspendedIntervals(pauses);
  return waits.length === 0 && closed.length === 0 ? suspended : unionOf([...suspended, ...waits, ...closed]);
};
