import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { identifier, text } from './fields.js';

/** What a signal is about: which clock of the case, which level, how often it was withdrawn before (domain guide §6). */
const signal = {
  clock: identifier.nullish(),
  level: identifier.nullish(),
  round: z.int().min(0).nullish(),
  /** The limit that raised it: `promised`, `statutory`, `own` for a supervised span. */
  limit: identifier.nullish(),
  rule: identifier.nullish(),
  ruleVersion: identifier.nullish(),
  calendarVersion: identifier.nullish(),
  organisationVersion: identifier.nullish(),
  /** Rests on a calendar year that was not gazetted when it was recorded. */
  provisional: z.boolean().nullish(),
};

/** A command states what it was decided on: the (source, id) of the case's last applied command (design, decision 6). */
const command = {
  actor: identifier.nullish(),
  expectedVersion: z.object({ source: identifier, id: identifier }).nullish(),
};

const aboutCard = {
  ...signal,
  /** The id of the event that recorded the signal spoken of; without it the latest of its clock and level is meant. */
  card: identifier.nullish(),
  reason: text.nullish(),
  ...command,
};

/** Pending: the rule wants a person to confirm the card before it counts. */
const issued = { ...aboutCard, pending: z.boolean().nullish() };

export const CaseWarned = defineEvent('case.warned', { rank: 30, data: signal });
export const CaseTimedOut = defineEvent('case.timed-out', { rank: 31, data: signal });
export const CardIssued = defineEvent('case.card-issued', { rank: 32, data: issued });
export const CardWithdrawn = defineEvent('case.card-withdrawn', { rank: 33, data: aboutCard });
export const CardAppealed = defineEvent('case.card-appealed', { rank: 34, data: aboutCard });
/** `confirmed` makes a pending card count; `revoked`, `upheld` and `escalated` answer an appeal. */
export const CardDecided = defineEvent('case.card-decided', { rank: 35, data: { ...aboutCard, decision: identifier.nullish() } });
export const CardTakenDown = defineEvent('case.card-taken-down', { rank: 36, data: aboutCard });

export const signalEvents = [CaseWarned, CaseTimedOut, CardIssued, CardWithdrawn, CardAppealed, CardDecided, CardTakenDown];

const signalTypes: ReadonlySet<string> = new Set(signalEvents.map(({ type }) => type));

/** Whether an event speaks of a warning or card; such facts change nothing in the case itself. */
export const isSignalType = (type: string): boolean => signalTypes.has(type);
