import { rulesAt } from '../cases/case-context.js';
import type { CaseState } from '../cases/case-state.js';
import type { Instant } from '../kernel/instant.js';
import type { CaseKind } from '../kinds/kind.js';
import type { Reference } from '../reference/reference.js';
import { stateOfRecorded } from './cards.js';
import { boundedName } from './event-identity.js';
import type { RecordedSignal } from './recorded-signals.js';
import { beganAt } from './rule-of-case.js';
import { watchEvent, type WatchEvent } from './watch-events.js';

/** A supervision order that a red card calls for, or called for until it was withdrawn or revoked. */
export type Order = {
  /** The id of the order's own case. */
  readonly caseId: string;
  readonly card: RecordedSignal;
  /** False: an order not yet closed is to be cancelled. */
  readonly wanted: boolean;
  readonly followUp: NonNullable<CaseKind['onRedCard']>;
};

/** The first order about the case itself is `…/order/1`; one about a supervised span names the span. */
export const orderId = (caseId: string, { clock, round }: Pick<RecordedSignal, 'clock' | 'round'>): string =>
  boundedName(`${caseId}/order/${clock === 'case' ? '' : `${clock}/`}${round + 1}`);

const calling: ReadonlySet<string> = new Set(['issued', 'appealed', 'upheld', 'escalated']);
const cancelling: ReadonlySet<string> = new Set(['withdrawn', 'revoked']);

/**
 * The supervision orders that the recorded red cards of a case call for (domain guide §6): one a card, once it counts.
 * Facts of the past open none, and a kind that sets nothing off (an order above all) opens none. A card taken down has
 * had its order.
 */
export const ordersOf = (state: CaseState, recorded: readonly RecordedSignal[], reference: Reference): readonly Order[] => {
  const red = state.historical ? [] : recorded.filter(({ level }) => level === 'red');
  if (red.length === 0) return [];
  const followUp = rulesAt(reference, state.kind, beganAt(state) ?? 0).kind.onRedCard;
  if (followUp === null || followUp.kind === state.kind) return [];
  return red.flatMap((card) => {
    const cardState = stateOfRecorded(card);
    if (!calling.has(cardState) && !cancelling.has(cardState)) return [];
    return [{ caseId: orderId(state.caseId, card), card, wanted: calling.has(cardState), followUp }];
  });
};

/** When the card began to count: when it was recorded, or when a person confirmed it. Nobody can issue an order before. */
const calledForAt = ({ storedAt, pending, decisions }: RecordedSignal): Instant =>
  pending ? (decisions.find(({ decision }) => decision === 'confirmed')?.storedAt ?? storedAt) : storedAt;

/** Opens the order's case as one to be issued; the time to issue it runs from here, the time to close it from its issue. */
export const orderEvent = (state: CaseState, { caseId, card, followUp }: Order): WatchEvent =>
  watchEvent('case.received', caseId, {
    id: boundedName(`${caseId}/to-be-issued`),
    at: calledForAt(card),
    data: {
      kind: followUp.kind,
      parent: state.caseId,
      unit: state.unit,
      card: card.id,
      issueWithin: followUp.issueWithin,
      promised: followUp.closeWithin,
    },
  });

/** Cancels an order whose card no longer holds. */
export const cancellationEvent = ({ caseId, card }: Order): WatchEvent =>
  watchEvent('case.withdrawn', caseId, {
    id: boundedName(`${caseId}/cancelled`),
    at: endedAt(card),
    data: { reason: 'the card was withdrawn', card: card.id },
  });

/** When the card stopped counting, and never before its order was called for. */
const endedAt = (card: RecordedSignal): Instant => {
  const revoked = card.decisions.filter(({ decision }) => decision === 'revoked').at(-1);
  return Math.max(card.withdrawn?.storedAt ?? 0, revoked?.storedAt ?? 0, calledForAt(card));
};
