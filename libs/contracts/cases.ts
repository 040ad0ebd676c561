import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { knownAtFields } from './known-at.js';
import { dimensions, filterFields, measureIds, policies, type MeasureId } from './metrics.js';

/** Something worth a look, with its innocent reading beside it; never a finding. */
export const look = z.object({ flag: z.string(), title: localizedText, innocent: localizedText });
export type Look = z.output<typeof look>;

/** Ratings that count were once listed under this name; links that people keep still say it. */
const formerNames: Readonly<Record<string, string>> = { rated: 'valid' };

/** The measure of a name, present or former; undefined where there is none. */
export const measureNamed = (name: unknown): MeasureId | undefined =>
  typeof name === 'string' ? measureIds.find((known) => known === (formerNames[name] ?? name)) : undefined;

const measureName = z.preprocess((name) => measureNamed(name) ?? name, z.enum(measureIds).default('finished'));

/**
 * Which cases stand behind one figure of a unit: any measure of `GET /v1/metrics`. `unit` absent: all units; `unit=`
 * (empty), like any empty filter: those that name none.
 */
export const caseListRequest = z.object({
  by: z.enum(dimensions).default('section'),
  unit: z.string().max(256).optional(),
  measure: measureName,
  policy: z.enum(policies).default('finisher'),
  from: z.iso.date(),
  to: z.iso.date(),
  ...filterFields,
  at: z.iso.datetime({ offset: true }).optional(),
  ...knownAtFields,
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** Rows to skip; pages are stable because the order is total. */
  offset: z.coerce.number().int().min(0).default(0),
});
export type CaseListRequest = z.output<typeof caseListRequest>;

/** Which reading of a case: for an instant, and of what was known at one. */
export const caseRequest = z.object({ at: z.iso.datetime({ offset: true }).optional(), knownAt: knownAtFields.knownAt });
export type CaseRequest = z.output<typeof caseRequest>;

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
  /** What the case adds to the measure: 1 where cases are counted; milliseconds, points, or how many of its ratings. */
  amount: z.int(),
});
export type CaseSummary = z.output<typeof caseSummary>;

/** Names (zh, en) of things that occur, by id. */
const names = z.record(z.string(), localizedText);

/** `total` is the measure itself: what the amounts of all `cases` add up to, in `scale`-ths of its unit. */
export const caseList = z.object({
  measure: z.enum(measureIds),
  total: z.int(),
  scale: z.int(),
  cases: z.int(),
  rows: z.array(caseSummary),
  names,
  basis,
});
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
  /** `counts`, or why the fact does not: retracted, a command that lost its race, or another content came first under its id. */
  standing: z.enum(['counts', 'retracted', 'voided', 'conflict']),
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
      /** The limit that raised it: `promised`, `statutory`, `own`; null where it is not known. */
      raisedBy: z.string().nullable().optional(),
      /** What it costs under its rule; null where the rule says nothing. */
      points: z.number().nullable().optional(),
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
  /** The flags in words. */
  looks: z.array(look),
  facts: z.array(caseFact),
  /** Names (zh, en) of the units and items that occur, by id. */
  names,
  basis,
});
export type CaseDetail = z.output<typeof caseDetail>;
