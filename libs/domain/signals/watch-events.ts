import { toIso, type Instant } from '../kernel/instant.js';
import type { DerivedSignal } from './derive-signals.js';
import { signalId } from './event-identity.js';
import type { Unfounded, Unrecorded } from './missing-records.js';
import { watchSource } from './recorded-signals.js';

/** An event the platform appends by itself. Everything in it is derived, so that whoever appends it again repeats it. */
export type WatchEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export const watchEvent = (type: string, subject: string, what: { readonly id: string; readonly at: Instant; readonly data: WatchEvent['data'] }): WatchEvent => ({
  specversion: '1.0',
  id: what.id,
  source: watchSource,
  type,
  subject,
  time: toIso(what.at),
  data: what.data,
});

const typeOf = ({ level }: DerivedSignal): string => {
  if (level === 'warning') return 'case.warned';
  return level === 'timeout' ? 'case.timed-out' : 'case.card-issued';
};

/** Records a signal under the versions it follows from; it happened at the instant it fell due, whenever it is recorded. */
export const recordEvent = (caseId: string, { signal, round }: Unrecorded): WatchEvent => {
  const { clock, level, raisedBy, rule, ruleVersion, calendarVersion, organisationVersion } = signal;
  return watchEvent(typeOf(signal), caseId, {
    id: signalId(caseId, { clock, level, round }, 'issued'),
    at: signal.begins,
    data: {
      clock,
      level,
      round,
      limit: raisedBy,
      rule,
      ruleVersion,
      calendarVersion,
      organisationVersion,
      ...(signal.provisional ? { provisional: true } : {}),
      ...(signal.confirmation === 'manual' ? { pending: true } : {}),
    },
  });
};

/**
 * Withdraws a signal that the facts do not bear out. It is dated when the latest fact became known (`knownAt`), the
 * same for whoever looks at the same facts, and never before the signal itself.
 */
export const withdrawalEvent = (caseId: string, { recorded }: Unfounded, knownAt: Instant): WatchEvent => {
  const { id: card, clock, level, round } = recorded;
  return watchEvent('case.card-withdrawn', caseId, {
    id: signalId(caseId, { clock, level, round }, 'withdrawn'),
    at: Math.max(recorded.at, knownAt),
    data: { card, clock, level, round, reason: 'not-borne-out-by-the-facts' },
  });
};
