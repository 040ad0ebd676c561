import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { knownAtFields } from './known-at.js';
import { groupings } from './rankings.js';

/** The measures a ranking's numbers drill to: each list holds exactly the cases its figure counts. */
export const caseMeasures = [
  'accepted',
  'finished',
  'reopened',
  'openOverdue',
  'onTimePromised',
  'latePromised',
  'withPromised',
  'onTimeStatutory',
  'lateStatutory',
  'withStatutory',
  'rated',
] as const;
export type CaseMeasure = (typeof caseMeasures)[number];

/** Which cases stand behind one cell of a ranking. `unit` absent: all units; `unit=` (empty): those that name none. */
export const caseListRequest = z.object({
  by: z.enum(groupings).default('section'),
  unit: z.string().max(256).optional(),
  measure: z.enum(caseMeasures).default('finished'),
  from: z.iso.date(),
  to: z.iso.date(),
  district: z.string().max(256).optional(),
  department: z.string().max(256).optional(),
  section: z.string().max(256).optional(),
  kind: z.string().max(256).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  ...knownAtFields,
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** Rows to skip; pages are stable because the order is total. */
  offset: z.coerce.number().int().min(0).default(0),
});
export type CaseListRequest = z.output<typeof caseListRequest>;

const instant = z.string();

export const caseSummary = z.object({
  id: z.string(),
  kind: z.string().nullable(),
  item: z.string().nullable(),
  state: z.string(),
  unit: z.string().nullable(),
  holder: z.string().nullable(),
  acceptedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  promisedDueAt: instant.nullable(),
  statutoryDueAt: instant.nullable(),
  elapsedSeconds: z.number().nullable(),
  usedSeconds: z.number().nullable(),
  latePromised: z.boolean().nullable(),
  lateStatutory: z.boolean().nullable(),
  rating: z.number().nullable(),
  flags: z.array(z.string()),
});
export type CaseSummary = z.output<typeof caseSummary>;

/** Names (zh, en) of things that occur, by id. */
const names = z.record(z.string(), localizedText);

export const caseList = z.object({ total: z.number(), rows: z.array(caseSummary), names, basis });
export type CaseList = z.output<typeof caseList>;

export const clockSegment = z.object({
  from: instant,
  to: instant,
  kind: z.enum(['running', 'off-hours', 'holiday', 'suspended', 'waiting-for-applicant', 'closed']),
  seconds: z.number(),
  unit: z.string().nullable(),
  holder: z.string().nullable(),
  reason: z.string().nullable(),
});

export const caseFact = z.object({
  source: z.string(),
  id: z.string(),
  type: z.string(),
  time: instant,
  storedAt: instant,
  partition: z.number(),
  offset: z.number(),
  data: z.record(z.string(), z.unknown()),
  historical: z.boolean(),
  /** `counts`, or why the fact does not: it was retracted, or another content came first under its id. */
  standing: z.enum(['counts', 'retracted', 'conflict']),
});
export type CaseFact = z.output<typeof caseFact>;

export const caseDetail = z.object({
  id: z.string(),
  kind: z.string().nullable(),
  item: z.string().nullable(),
  channel: z.string().nullable(),
  applicantType: z.string().nullable(),
  parent: z.string().nullable(),
  historical: z.boolean(),
  /** The last applied command: what the next one names as its `expectedVersion`. */
  version: z.object({ source: z.string(), id: z.string() }).nullable().optional(),
  state: z.string(),
  outcome: z.string().nullable(),
  unit: z.string().nullable(),
  holder: z.string().nullable(),
  section: z.string().nullable(),
  department: z.string().nullable(),
  district: z.string().nullable(),
  receivedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  promisedDueAt: instant.nullable(),
  statutoryDueAt: instant.nullable(),
  latePromised: z.boolean().nullable(),
  lateStatutory: z.boolean().nullable(),
  /** Until the finish, while open until `at`; working time when there is a calendar. */
  elapsedSeconds: z.number().nullable(),
  usedSeconds: z.number().nullable(),
  suspendedSeconds: z.number().nullable(),
  holders: z.array(z.object({ from: instant, to: instant.nullable(), unit: z.string().nullable(), holder: z.string().nullable() })),
  segments: z.array(clockSegment),
  signals: z.array(
    z.object({
      level: z.string(),
      at: instant,
      rule: z.string(),
      ruleVersion: z.string().nullable().optional(),
      state: z.string(),
      /** What it is about: `case`, or a supervised span of it. */
      clock: z.string().optional(),
      /** The id of the event that recorded it; null while it is only derived. */
      card: z.string().nullable().optional(),
      inForce: z.boolean().optional(),
      /** The weightiest in force of its clock: the one that counts. */
      highest: z.boolean().optional(),
    }),
  ),
  ratings: z.array(
    z.object({
      at: instant,
      level: z.number(),
      mode: z.string(),
      service: z.string(),
      unit: z.string().nullable(),
      staff: z.string().nullable(),
      setAside: z.boolean(),
    }),
  ),
  flags: z.array(z.string()),
  facts: z.array(caseFact),
  /** Names (zh, en) of the units and items that occur, by id. */
  names,
  basis,
});
export type CaseDetail = z.output<typeof caseDetail>;
