import type { CountingMode } from '../calendar/calendar.js';
import type { CaseContext } from '../cases/case-context.js';
import type { CaseState, Limit } from '../cases/case-state.js';
import type { CaseClock } from '../cases/clock-at.js';
import type { LimitName } from '../cases/limit-basis.js';
import type { Instant } from '../kernel/instant.js';
import { limitMoves, type LimitMove } from './limit-moves.js';

/** `finished-*` for a finished case, `open-*` for one read while it was open; `nothing-due` while its clock stands for good. */
export type VerdictCode = 'finished-in-time' | 'finished-late' | 'open-in-time' | 'open-overdue' | 'nothing-due';

/** A limit with its arithmetic: where it came from, how it was counted, what moved it, and the verdict. */
export type LimitExplanation = {
  readonly name: LimitName;
  readonly from: Limit['from'];
  readonly amount: Limit['amount'];
  readonly unit: Limit['unit'];
  readonly final: boolean;
  readonly counting: CountingMode;
  readonly countedFrom: Instant;
  readonly baseDueAt: Instant;
  readonly moves: readonly LimitMove[];
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  readonly verdict: VerdictCode;
  /** Milliseconds between the finish (or the instant it is read for) and `dueAt`, without sign; null while nothing is due. */
  readonly distanceMs: number | null;
};

const verdictOf = (finished: boolean, late: boolean, dueAt: Instant | null): VerdictCode => {
  if (dueAt === null) return 'nothing-due';
  if (finished) return late ? 'finished-late' : 'finished-in-time';
  return late ? 'open-overdue' : 'open-in-time';
};

/** Hours of both kinds run from the instant itself, also where days are counted from the next one. */
const countingOf = ({ amount }: Limit, mode: CountingMode): CountingMode =>
  amount === null || amount.unit === 'hour' || amount.unit === 'working-hour' ? 'clock' : mode;

/** Explains one limit of a case as its clock was read. Null: the case has no such limit, or it cannot be counted. */
export const explainLimit = (state: CaseState, clock: CaseClock, rules: Pick<CaseContext, 'calendar' | 'kind'>, name: LimitName): LimitExplanation | null => {
  const reading = clock[name];
  if (reading === null || state.acceptedAt === null) return null;
  const { limit, dueAt, late, leftMs } = reading;
  return {
    name,
    from: limit.from,
    amount: limit.amount,
    unit: limit.unit,
    final: limit.final,
    counting: countingOf(limit, rules.kind.counting),
    countedFrom: state.acceptedAt,
    baseDueAt: limit.baseDueAt,
    moves: limitMoves(state, rules, name),
    dueAt,
    provisional: limit.provisional,
    verdict: verdictOf(clock.finished, late, dueAt),
    distanceMs: leftMs === null ? null : Math.abs(leftMs),
  };
};
