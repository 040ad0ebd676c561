import { rulesAt } from '../cases/case-context.js';
import type { CaseState, Verdict } from '../cases/case-state.js';
import { stepTimes, type StepTime } from '../cases/step-times.js';
import { clockAt, type CaseClock, type HolderShare } from '../cases/clock-at.js';
import type { SegmentKind } from '../cases/clock-segments.js';
import type { Instant } from '../kernel/instant.js';
import type { Names, Reference } from '../reference/reference.js';
import { explainLimit, type LimitExplanation } from './explain-limit.js';
import { percentShares } from './shares.js';

/** What one label of segments adds up to. */
export type LabelSum = { readonly kind: SegmentKind; readonly seconds: number; readonly countedSeconds: number };

/** A holder's part of the case; the shares of all holders add up to 100 %, or are null where no time passed. */
export type HolderPart = HolderShare & { readonly percent: number | null };

/** The clock of one case in numbers and codes, ready to be put into words. */
export type ClockExplanation = {
  readonly clock: CaseClock;
  /** The finish, or the instant it is read for. Before `clock.to` where a case finished before it was accepted. */
  readonly reachedAt: Instant;
  readonly sums: readonly LabelSum[];
  readonly holders: readonly HolderPart[];
  readonly promised: LimitExplanation | null;
  readonly statutory: LimitExplanation | null;
  /** The verdict of the first finish; only of a case that was reopened, for else it is the present one. */
  readonly firstVerdict: Verdict | null;
  /** Each step against its own limit, in the order in which they were completed. */
  readonly steps: readonly StepTime[];
  readonly item: string | null;
  readonly kindTitle: Names;
  /** What the kind calls its reasons for a pause. */
  readonly reasonTitles: ReadonlyMap<string, Names>;
  /** What the kind calls its stages. */
  readonly stageTitles: ReadonlyMap<string, Names>;
  /** The zone in which the case is told: that of its calendar. */
  readonly timeZone: string;
};

const labels: readonly SegmentKind[] = ['running', 'off-hours', 'waiting-for-applicant', 'suspended', 'holiday', 'closed'];

/** Sums by label, in a fixed order; labels that do not occur are left out. Together they are the total. */
const sumsOf = ({ segments }: CaseClock): readonly LabelSum[] =>
  labels.flatMap((kind) => {
    const own = segments.filter((segment) => segment.kind === kind);
    const seconds = own.reduce((sum, segment) => sum + segment.seconds, 0);
    const countedSeconds = own.reduce((sum, segment) => (segment.counts ? sum + segment.seconds : sum), 0);
    return own.length === 0 ? [] : [{ kind, seconds, countedSeconds }];
  });

const holdersOf = ({ holders }: CaseClock): readonly HolderPart[] => {
  const shares = percentShares(holders.map(({ seconds }) => seconds));
  return holders.map((holder, index) => ({ ...holder, percent: shares[index] ?? null }));
};

const namesOf = ({ zh, en }: { readonly zh?: string | null | undefined; readonly en?: string | null | undefined }): Names => ({ zh: zh ?? null, en: en ?? null });

/**
 * Reads the clock of a case as of an instant and explains it: sums, shares of holders, and for both limits where they
 * came from, how they were counted, what moved them and by how much, and the verdict.
 *
 * @param reference the one the case was folded under
 * @param timeZone for cases whose kind counts on no calendar
 */
export const explainClock = (state: CaseState, reference: Reference, at: Instant, timeZone: string): ClockExplanation => {
  const clock = clockAt(state, reference, at);
  const rules = rulesAt(reference, state.kind, state.acceptedAt ?? at);
  return {
    clock,
    reachedAt: clock.finished ? (state.finishedAt ?? at) : at,
    sums: sumsOf(clock),
    holders: holdersOf(clock),
    promised: explainLimit(state, clock, rules, 'promised'),
    statutory: explainLimit(state, clock, rules, 'statutory'),
    firstVerdict: state.reopenedAt.length > 0 ? state.firstVerdict : null,
    steps: stepTimes(state, reference, at),
    item: state.item,
    kindTitle: namesOf(rules.kind.title),
    reasonTitles: new Map(rules.kind.pauses.map(({ reason, title }) => [reason, namesOf(title)])),
    stageTitles: new Map(rules.kind.stages.map(({ stage, title }) => [stage, namesOf(title)])),
    timeZone: rules.calendar?.timeZone ?? timeZone,
  };
};
