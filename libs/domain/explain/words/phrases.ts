import type { CountingMode } from '../../calendar/calendar.js';
import type { ClockUnit } from '../../cases/case-state.js';
import type { SegmentKind } from '../../cases/clock-segments.js';
import type { LimitExplanation, VerdictCode } from '../explain-limit.js';
import type { LimitMove } from '../limit-moves.js';

/** A move of a due instant with its instants and spans already in words. */
export type MoveInWords = {
  readonly kind: LimitMove['kind'];
  readonly effect: LimitMove['effect'];
  readonly from: string;
  readonly to: string | null;
  /** Where the subtraction ended before the pause did; null where it lasted as long as the pause. */
  readonly cappedAt: string | null;
  readonly stood: string | null;
  readonly by: string | null;
  readonly reason: string | null;
  readonly basis: string | null;
  readonly approver: string | null;
  readonly appliedFor: string | null;
  readonly moved: string | null;
  readonly dueAt: string | null;
};

/** A step with its instants and spans already in words. */
export type StepInWords = {
  readonly name: string;
  readonly from: string;
  /** Null for the step still to be done; then `reached` is the instant it is read for. */
  readonly to: string | null;
  readonly reached: string;
  readonly used: string | null;
  readonly limit: string | null;
  readonly due: string | null;
  readonly late: boolean | null;
};

/** Everything the explanation of a clock can say, in one language. Arguments are words of that language already. */
export type Phrases = {
  readonly label: Readonly<Record<SegmentKind, string>>;
  readonly limitName: Readonly<Record<LimitExplanation['name'], string>>;
  readonly told: (timeZone: string, calendar: string | null, unit: ClockUnit) => string;
  readonly course: (accepted: string, reached: string, finished: boolean) => string;
  readonly neverAccepted: string;
  readonly times: (elapsed: string, used: string | null, suspended: string | null, days: number | null) => string;
  readonly noLimit: (name: string) => string;
  /** Where the limit came from; `amount` is null for a supplied instant without one. */
  readonly origin: (name: string, from: LimitExplanation['from'], amount: string | null, of: string) => string;
  readonly counted: (from: LimitExplanation['from'], mode: CountingMode, countedFrom: string, due: string) => string;
  readonly final: string;
  readonly move: (move: MoveInWords) => string;
  readonly inForce: (due: string | null) => string;
  readonly provisional: string;
  readonly verdict: (verdict: VerdictCode, reached: string, distance: string | null) => string;
  readonly step: (step: StepInWords) => string;
  readonly firstVerdict: (finished: string, promised: boolean | null, statutory: boolean | null) => string;
};
