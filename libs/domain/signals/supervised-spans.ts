import type { CountingMode } from '../calendar/calendar.js';
import type { CaseState, Suspension } from '../cases/case-state.js';
import { amountOf } from '../cases/data-fields.js';
import type { Amount } from '../events/fields.js';
import type { Fact } from '../events/fact.js';
import { toIso, type Instant } from '../kernel/instant.js';
import type { CaseKind } from '../kinds/kind.js';
import { stageLimit } from '../kinds/stage-limit.js';
import type { SignalClock } from './signal-rule.js';

/** What the state of a case does not keep but a supervised span needs. */
export type CaseMarks = {
  /** When certificates were handed out, in order. */
  readonly certificates: readonly Instant[];
  /** Within which time a supervision order has to be issued, as the card's own kind says. */
  readonly issueWithin: Amount | null;
};

export const noMarks: CaseMarks = { certificates: [], issueWithin: null };

/** @param facts those that count, in the order of the case */
export const marksOf = (facts: readonly Fact[]): CaseMarks => ({
  certificates: facts.filter(({ type }) => type === 'case.certificate-issued').map(({ time }) => time),
  issueWithin: amountOf(facts.find(({ type }) => type === 'case.received')?.data['issueWithin']),
});

/** A part of a case with a limit of its own. `key` tells it from others of the case, whatever else becomes known. */
export type SupervisedSpan = {
  readonly key: string;
  readonly from: Instant;
  /** Null while it lasts. */
  readonly until: Instant | null;
  readonly limit: Amount;
  readonly mode: CountingMode;
};

const spanOf = (span: Omit<SupervisedSpan, 'limit'>, limit: Amount | null): readonly SupervisedSpan[] => (limit === null ? [] : [{ ...span, limit }]);

/** Only a stay that was applied for can be overstayed; the time applied for runs by the clock, as its cap does. */
const suspensionSpans = (suspensions: readonly Suspension[]): readonly SupervisedSpan[] =>
  suspensions.flatMap(({ from, to, appliedFor }) => spanOf({ key: `suspension@${toIso(from)}`, from, until: to, mode: 'clock' }, appliedFor));

const untilAccepted = (state: CaseState): Instant | null => state.acceptedAt ?? state.finishedAt;

/** Only a grant is followed by a certificate. */
const certificateSpans = (state: CaseState, { certificates }: CaseMarks, limit: Amount | null, mode: CountingMode): readonly SupervisedSpan[] => {
  const from = state.finishedAt;
  if (from === null || state.outcome !== 'granted') return [];
  return spanOf({ key: 'certificate', from, until: certificates.find((at) => at >= from) ?? null, mode }, limit);
};

/** From the papers handed in, or the order called for, until somebody takes it up. */
const receiptSpans = (state: CaseState, key: string, limit: Amount | null, mode: CountingMode): readonly SupervisedSpan[] =>
  state.receivedAt === null ? [] : spanOf({ key, from: state.receivedAt, until: untilAccepted(state), mode }, limit);

const none: readonly SupervisedSpan[] = [];

/** Most cases have nothing that a span's clock could run on. */
const isIdle = (state: CaseState, clock: SignalClock['clock']): boolean => {
  if (clock === 'suspension') return state.suspensions.length === 0;
  return clock === 'certificate' ? state.outcome !== 'granted' : state.receivedAt === null;
};

/** The spans of a case that one clock of a rule supervises. */
export const supervisedSpans = (state: CaseState, entry: SignalClock, marks: CaseMarks, kind: CaseKind): readonly SupervisedSpan[] => {
  if (isIdle(state, entry.clock)) return none;
  const limit = entry.limit ?? stageLimit(kind, entry.clock, state.urgency);
  if (entry.clock === 'suspension') return suspensionSpans(state.suspensions);
  if (entry.clock === 'certificate') return certificateSpans(state, marks, limit, kind.counting);
  return receiptSpans(state, entry.clock, entry.clock === 'issue' ? (marks.issueWithin ?? limit) : limit, kind.counting);
};
