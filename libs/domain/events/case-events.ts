import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { amount, identifier, instantText, text } from './fields.js';

/** Papers were handed in; the office has not accepted the case yet. */
export const CaseReceived = defineEvent('case.received', { rank: 1, data: {} });

/** The clock starts here. Limits may be stated as amounts or, final or movable, as instants. */
export const CaseAccepted = defineEvent('case.accepted', {
  rank: 2,
  data: {
    kind: identifier.nullish(),
    item: identifier.nullish(),
    unit: identifier.nullish(),
    holder: identifier.nullish(),
    channel: identifier.nullish(),
    applicant: z.looseObject({ type: identifier.nullish() }).nullish(),
    promised: amount.nullish(),
    statutory: amount.nullish(),
    promisedDueAt: instantText.nullish(),
    statutoryDueAt: instantText.nullish(),
    /** Supplied due instants that no suspension or extension moves. */
    dueFinal: z.boolean().nullish(),
    /** The case this one is a part of, or was opened by. */
    parent: identifier.nullish(),
  },
});

export const CaseReturned = defineEvent('case.returned', { rank: 3, data: { reason: text.nullish() } });

export const CaseSupplementRequested = defineEvent('case.supplement-requested', {
  rank: 4,
  data: { items: z.array(text).max(1000).nullish(), reason: text.nullish() },
});

export const CaseSupplemented = defineEvent('case.supplemented', {
  rank: 5,
  data: { items: z.array(text).max(1000).nullish() },
});

export const CaseExtended = defineEvent('case.extended', {
  rank: 6,
  data: {
    by: amount,
    /** Which limit it moves; both when it does not say. */
    limit: identifier.nullish(),
    basis: text.nullish(),
    approver: identifier.nullish(),
  },
});

export const CaseTransferred = defineEvent('case.transferred', {
  rank: 7,
  data: { toUnit: identifier.nullish(), toHolder: identifier.nullish(), reason: text.nullish() },
});

export const CaseSuspended = defineEvent('case.suspended', {
  rank: 8,
  data: {
    reason: identifier.nullish(),
    basis: text.nullish(),
    approver: identifier.nullish(),
    appliedFor: amount.nullish(),
  },
});

export const CaseResumed = defineEvent('case.resumed', { rank: 9, data: {} });

export const CaseStepCompleted = defineEvent('case.step-completed', {
  rank: 10,
  data: { step: identifier.nullish(), outcome: identifier.nullish(), unit: identifier.nullish(), staff: identifier.nullish() },
});

export const CaseWithdrawn = defineEvent('case.withdrawn', { rank: 11, data: { reason: text.nullish() } });

export const CaseFinished = defineEvent('case.finished', {
  rank: 12,
  data: { outcome: identifier.nullish(), reason: text.nullish(), unit: identifier.nullish(), holder: identifier.nullish() },
});

export const CaseCertificateIssued = defineEvent('case.certificate-issued', { rank: 13, data: {} });

export const CaseReopened = defineEvent('case.reopened', { rank: 14, data: { reason: text.nullish() } });

export const CaseCalledBack = defineEvent('case.called-back', {
  rank: 15,
  data: { responded: z.boolean().nullish(), solved: z.boolean().nullish(), satisfied: z.boolean().nullish() },
});

/** The named fact of this case no longer counts; a correction is a retraction and a new fact. */
export const FactRetracted = defineEvent('fact.retracted', {
  rank: 50,
  data: { source: identifier, id: identifier, reason: text.nullish(), approver: identifier.nullish() },
});

export const caseEvents = [
  CaseReceived,
  CaseAccepted,
  CaseReturned,
  CaseSupplementRequested,
  CaseSupplemented,
  CaseExtended,
  CaseTransferred,
  CaseSuspended,
  CaseResumed,
  CaseStepCompleted,
  CaseWithdrawn,
  CaseFinished,
  CaseCertificateIssued,
  CaseReopened,
  CaseCalledBack,
  FactRetracted,
];
