import { foldCase } from '@mingxiao/domain/cases/fold-case';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { dueNow, type RecordGaps, type Unfounded } from '@mingxiao/domain/signals/missing-records';
import { cancellationEvent, orderEvent } from '@mingxiao/domain/signals/orders';
import { recordsDue } from '@mingxiao/domain/signals/records-due';
import { signalsOfCase, type CaseSignals } from '@mingxiao/domain/signals/signals-of-case';
import type { WatchEvent } from '@mingxiao/domain/signals/watch-events';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import type { OrderStates } from './order-states.js';
import type { ReferenceHistory } from './reference-history.js';

type FoundCase = { readonly caseId: string; readonly facts: readonly StoredFact[]; readonly version: string };

/** A case as the watch sees it: what is due for it at an instant, and when something will be next. */
export type WatchedCase = {
  readonly caseId: string;
  /** Names the row that said there might be something to do. */
  readonly version: string;
  readonly signals: CaseSignals;
  readonly eventsAt: (now: Instant, orders: OrderStates) => readonly WatchEvent[];
  readonly nextAfter: (now: Instant) => Instant;
};

/** Folds a case anew from all its facts and finds where the log falls short of what follows from them. */
export const watchCase = async (found: FoundCase, reference: Reference, history: ReferenceHistory): Promise<WatchedCase> => {
  const { caseId, facts, version } = found;
  const state = foldCase(caseId, facts, reference);
  const signals = signalsOfCase(state, facts, reference);
  const gaps: RecordGaps = { ...signals.gaps, unfounded: await disproved(found, signals.gaps.unfounded, history) };
  const orderEvents = (orders: OrderStates): WatchEvent[] =>
    signals.orders.flatMap((order) => {
      if (order.wanted) return orders.exists(order.caseId) ? [] : [orderEvent(state, order)];
      return orders.isOpen(order.caseId) ? [cancellationEvent(order)] : [];
    });
  return {
    caseId,
    version,
    signals,
    eventsAt: (now, orders) => [...recordsDue(caseId, facts, dueNow(gaps, now)), ...orderEvents(orders)],
    nextAfter: (now) => Math.min(Infinity, ...gaps.unrecorded.map(({ signal }) => signal.begins).filter((begins) => begins >= now)),
  };
};

/**
 * Those that facts of the case speak against. A signal that only newer reference data (a calendar published since, a rule
 * corrected) would not raise any more keeps the versions it was issued under and stands.
 */
const disproved = async ({ caseId, facts }: FoundCase, unfounded: readonly Unfounded[], history: ReferenceHistory): Promise<readonly Unfounded[]> => {
  const outcomes = await Promise.all(
    unfounded.map(async (suspect) => {
      const then = await history.asKnownAt(suspect.recorded.storedAt);
      if (then === null) return [suspect];
      const { gaps } = signalsOfCase(foldCase(caseId, facts, then), facts, then);
      return gaps.unfounded.filter(({ recorded }) => recorded.id === suspect.recorded.id);
    }),
  );
  return outcomes.flat();
};
