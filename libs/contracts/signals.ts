import { z } from 'zod';
import { basis } from './basis.js';
import { knownAtFields } from './known-at.js';

const instant = z.string();

export const shownLevels = ['warning', 'yellow', 'red'] as const;

/** `derived`: follows from the facts and is not recorded yet. `lapsed`: a warning that has had its day. */
export const signalStates = ['derived', 'pending', 'issued', 'appealed', 'upheld', 'escalated', 'revoked', 'taken-down', 'withdrawn', 'lapsed'] as const;

/** What is supervised: the case as a whole, or a span of it. */
export const signalClocks = ['case', 'suspension', 'pre-acceptance', 'certificate', 'issue'] as const;

/** Which limit raised it; `own`: that of a supervised span. */
export const raisingLimits = ['promised', 'statutory', 'own'] as const;

/** `open`: in force, or waiting for a person to confirm it; `in-force`: without the latter. */
export const signalListRequest = z.object({
  level: z.enum(shownLevels).optional(),
  state: z.enum([...signalStates, 'open', 'in-force', 'all']).default('open'),
  /** A unit at any level of the tree. */
  unit: z.string().max(256).optional(),
  kind: z.string().max(256).optional(),
  clock: z.enum(signalClocks).optional(),
  raisedBy: z.enum(raisingLimits).optional(),
  /** `true`: only those that count, the weightiest in force of each clock. */
  counts: z.enum(['true', 'false']).optional(),
  /** Signals that fell due in these days of the organisation's zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Signals that began at this instant or later. */
  since: z.iso.datetime({ offset: true }).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  ...knownAtFields,
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** Rows to skip; pages are stable because the order is total. */
  offset: z.coerce.number().int().min(0).default(0),
});
export type SignalListRequest = z.output<typeof signalListRequest>;

export const signalSummary = z.object({
  caseId: z.string(),
  kind: z.string().nullable(),
  unit: z.string().nullable(),
  holder: z.string().nullable(),
  historical: z.boolean(),
  /** `case`, or the supervised span: `suspension@…`, `pre-acceptance`, `certificate`, `issue`. */
  clock: z.string(),
  level: z.string(),
  /** The instant it fell due: it is there strictly after it. */
  at: instant,
  /** When it lapses by itself. */
  ends: instant.nullable(),
  /** How often the same signal was withdrawn before. */
  round: z.number(),
  /** Rule and version it was recorded under, such as `family-b 1`. */
  rule: z.string().nullable(),
  /** The limit whose threshold was passed: `promised`, `statutory`, `own`. Null where an old record does not say. */
  raisedBy: z.string().nullable(),
  /** What it costs under its rule, 0 or less; null where the rule says nothing. */
  points: z.number().nullable(),
  /** The id of the event that recorded it: what a command about the card names. */
  card: z.string().nullable(),
  state: z.string(),
  inForce: z.boolean(),
  /** The weightiest in force of its clock: the one that is shown and scored. */
  highest: z.boolean(),
  /** Whether it counts in figures and scores: in force, and no weightier one of its clock is. */
  counts: z.boolean(),
});
export type SignalSummary = z.output<typeof signalSummary>;

export const signalList = z.object({ total: z.number(), rows: z.array(signalSummary), basis });
export type SignalList = z.output<typeof signalList>;

/** One event that a round of the watch appended. `repeated`: another watch had appended it already. */
export const raisedSignal = z.object({
  caseId: z.string(),
  type: z.string(),
  id: z.string(),
  at: instant,
  clock: z.string().nullable(),
  level: z.string().nullable(),
  repeated: z.boolean(),
});
export type RaisedSignal = z.output<typeof raisedSignal>;

/** What one round of the watch did; the list is cut at a thousand, the counts are whole. */
export const watchRound = z.object({ at: instant, cases: z.number(), appended: z.number(), raised: z.array(raisedSignal) });
export type WatchRound = z.output<typeof watchRound>;
