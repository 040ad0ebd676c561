import type { Instant } from '../kernel/instant.js';
import { criticalPath, type PathStretch } from './critical-path.js';

/** What a joint case needs of one of its sub-cases: its row, no more. Times are those until the first finish. */
export type SubCase = {
  readonly caseId: string;
  readonly department: string | null;
  readonly acceptedAt: Instant | null;
  /** The first finish; null while it was never finished. */
  readonly finishedAt: Instant | null;
  /** Open now: never finished, or reopened. */
  readonly open: boolean;
  readonly elapsedMs: number | null;
  readonly usedMs: number | null;
};

/** One quantity, as if the sub-cases had been handled one after another, and as the longest of them took it. */
export type SerialAgainstParallel = { readonly serialMs: number | null; readonly parallelMs: number | null };

/** A chain handled as one thing (一链办理): what its sub-cases say together. Free of `now`: open ones are counted, not timed. */
export type JointCase = {
  readonly parent: string;
  readonly subCases: readonly string[];
  readonly finished: number;
  readonly open: number;
  /** First acceptance and last finish of the sub-cases that have been finished; null while there are none. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly elapsed: SerialAgainstParallel;
  /** Null where the used time of a finished sub-case is unknown. */
  readonly used: SerialAgainstParallel;
  /** Tiles [from, to): whose time determined the end. */
  readonly path: readonly PathStretch[];
};

type Finished = SubCase & { readonly acceptedAt: Instant; readonly finishedAt: Instant };

/** A case that ended before it began took no time and lies at its acceptance. */
const finishedOnes = (subCases: readonly SubCase[]): readonly Finished[] =>
  subCases.flatMap((one) => {
    const { acceptedAt, finishedAt } = one;
    return acceptedAt === null || finishedAt === null ? [] : [{ ...one, acceptedAt, finishedAt: Math.max(acceptedAt, finishedAt) }];
  });

const unknown: SerialAgainstParallel = { serialMs: null, parallelMs: null };

const against = (times: readonly (number | null)[]): SerialAgainstParallel => {
  const known = times.filter((time) => time !== null);
  if (known.length === 0 || known.length < times.length) return unknown;
  return { serialMs: known.reduce((sum, time) => sum + time, 0), parallelMs: Math.max(...known) };
};

const extreme = (of: typeof Math.max, instants: readonly Instant[]): Instant | null =>
  instants.length === 0 ? null : instants.reduce((a, b) => of(a, b));

const byId = (a: SubCase, b: SubCase): number => (a.caseId < b.caseId ? -1 : 1);

/** Puts the sub-cases of one parent together, in whatever order they come. */
export const jointCase = (parent: string, subCases: readonly SubCase[]): JointCase => {
  const sorted = [...subCases].sort(byId);
  const finished = finishedOnes(sorted);
  return {
    parent,
    subCases: sorted.map(({ caseId }) => caseId),
    finished: finished.length,
    open: sorted.filter(({ open }) => open).length,
    from: extreme(Math.min, finished.map(({ acceptedAt }) => acceptedAt)),
    to: extreme(Math.max, finished.map(({ finishedAt }) => finishedAt)),
    elapsed: against(finished.map(({ elapsedMs }) => elapsedMs)),
    used: against(finished.map(({ usedMs }) => usedMs)),
    path: criticalPath(finished),
  };
};
