import { z } from 'zod';
import { basis, localizedText } from './basis.js';

const instant = z.string();
const text = z.string().nullable();
const amount = z.object({ amount: z.number(), unit: z.string() });

export const clockLanguages = ['zh', 'en'] as const;

export const clockRequest = z.object({
  /** Reads the clock for this instant; default: the earlier of now and `knownAt`. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Only what the log held at this instant: facts of the case and of reference data. Default: all. */
  knownAt: z.iso.datetime({ offset: true }).optional(),
  /** Of the earlier verdicts those that held before this instant: the `earlierBefore` of another answer. */
  before: z.iso.datetime({ offset: true }).optional(),
  lang: z.enum(clockLanguages).default('zh'),
});
export type ClockRequest = z.output<typeof clockRequest>;

export const explainedSegment = z.object({
  from: instant,
  to: instant,
  kind: z.enum(['running', 'off-hours', 'holiday', 'suspended', 'waiting-for-applicant', 'closed']),
  /** The label in the language asked for. */
  label: z.string(),
  /** Whether it counts as used. */
  counts: z.boolean(),
  /** Whole seconds; those of all segments add up to the elapsed time. */
  seconds: z.number(),
  unit: text,
  holder: text,
  reason: text,
  basis: text,
  approver: text,
  appliedFor: amount.nullable(),
  appliedDays: z.number().nullable(),
});
export type ExplainedSegment = z.output<typeof explainedSegment>;

export const limitMove = z.object({
  kind: z.enum(['extension', 'suspension', 'wait', 'closed']),
  from: instant,
  to: instant.nullable(),
  /** Where the subtraction of a pause ends: its end, or its cap before that. */
  countsUntil: instant.nullable(),
  /** How long the clock of the limit stood, in seconds of time that it counts. */
  stoodSeconds: z.number().nullable(),
  by: amount.nullable(),
  reason: text,
  basis: text,
  approver: text,
  appliedFor: amount.nullable(),
  effect: z.enum(['moved', 'nothing-counted', 'too-late', 'open-ended', 'not-recognised', 'final']),
  /** By how much time that counts the due instant moved. */
  movedSeconds: z.number().nullable(),
  dueAt: instant.nullable(),
});
export type ExplainedMove = z.output<typeof limitMove>;

export const explainedLimit = z.object({
  from: z.enum(['source-instant', 'event', 'item', 'kind']),
  amount: amount.nullable(),
  /** What the limit counts: working days of 24 hours, office hours, or all time that passes. */
  unit: z.enum(['working-day', 'working-hour', 'elapsed']),
  counting: z.enum(['clock', 'next-day']),
  final: z.boolean(),
  countedFrom: instant,
  /** Before anything moved it. */
  baseDueAt: instant,
  moves: z.array(limitMove),
  /** Null while the clock stands without an end in sight. */
  dueAt: instant.nullable(),
  /** Rests on a year whose holidays are not gazetted yet. */
  provisional: z.boolean(),
  late: z.boolean().nullable(),
  verdict: z.enum(['finished-in-time', 'finished-late', 'open-in-time', 'open-overdue', 'nothing-due']),
  /** Milliseconds between the finish (or `at`) and `dueAt`, without sign. */
  distanceMs: z.number().nullable(),
  /** The arithmetic in words. */
  sentences: z.array(z.string()),
});
export type ExplainedLimit = z.output<typeof explainedLimit>;

/** A step with its own clock: from the step before it, or from acceptance. */
export const stepClock = z.object({
  step: text,
  outcome: text,
  /** What the kind calls it. */
  name: text,
  unit: text,
  staff: text,
  from: instant,
  /** Null for the step that is to be done next. */
  at: instant.nullable(),
  /** Working time without pauses, in the unit of its limit, else of the case; null without a calendar. */
  usedSeconds: z.number().nullable(),
  clockUnit: z.enum(['working-day', 'working-hour', 'elapsed']),
  /** Null where the kind sets none for a step of this name; then nothing is due and nothing late. */
  limit: amount.nullable(),
  dueAt: instant.nullable(),
  late: z.boolean().nullable(),
  /** In words, in the language asked for. */
  sentence: z.string(),
});
export type StepClock = z.output<typeof stepClock>;

const versions = z.object({ rules: z.string(), calendar: z.string(), organisation: z.string() });

/** What the case's facts said under former rules, calendar or organisation. */
export const earlierVerdict = z.object({
  /** When reference data that led to it was stored, and when what replaced it was. */
  from: instant,
  until: instant,
  versions,
  promisedDueAt: instant.nullable(),
  statutoryDueAt: instant.nullable(),
  provisional: z.boolean(),
  latePromised: z.boolean().nullable(),
  lateStatutory: z.boolean().nullable(),
  section: text,
  department: text,
  district: text,
});
export type EarlierVerdictAnswer = z.output<typeof earlierVerdict>;

export const caseClock = z.object({
  id: z.string(),
  at: instant,
  knownAt: instant.nullable(),
  language: z.enum(clockLanguages),
  /** Acceptance, and the finish or the instant of reading. */
  from: instant.nullable(),
  to: instant.nullable(),
  finished: z.boolean(),
  timeZone: z.string(),
  clockUnit: z.enum(['working-day', 'working-hour', 'elapsed']),
  elapsedSeconds: z.number().nullable(),
  usedSeconds: z.number().nullable(),
  suspendedSeconds: z.number().nullable(),
  /** Used time in days of 24 hours, rounded up. */
  usedDays: z.number().nullable(),
  segments: z.array(explainedSegment),
  sums: z.array(z.object({ kind: explainedSegment.shape.kind, label: z.string(), seconds: z.number(), countedSeconds: z.number() })),
  /** Per cent of the elapsed time; together 100, null where no time passed. */
  holders: z.array(z.object({ unit: text, holder: text, seconds: z.number(), countedSeconds: z.number(), percent: z.number().nullable() })),
  promised: explainedLimit.nullable(),
  statutory: explainedLimit.nullable(),
  /** The verdict of the first finish, which a reopening leaves alone; null unless the case was reopened. */
  firstVerdict: z
    .object({ finishedAt: instant, promisedDueAt: instant.nullable(), statutoryDueAt: instant.nullable(), latePromised: z.boolean().nullable(), lateStatutory: z.boolean().nullable() })
    .nullable(),
  flags: z.array(z.string()),
  /** The course in words; those of the limits stand with them. */
  sentences: z.array(z.string()),
  kind: z.object({ name: z.string(), version: z.string() }),
  calendar: z.object({ name: z.string(), version: z.string() }).nullable(),
  versions,
  section: text,
  department: text,
  district: text,
  /** Steps in the order of their completion, each against the limit its kind sets; last the next one that has a limit. */
  steps: z.array(stepClock),
  /** Oldest first; only where the result differs from what came after. Of the latest 24 publications, or those `before`. */
  earlier: z.array(earlierVerdict),
  /** There were publications before these: ask again with `before` set to this. Null: this was all. */
  earlierBefore: instant.nullable(),
  /** Names (zh, en) of the units that occur, by id. */
  names: z.record(z.string(), localizedText),
  basis,
});
export type CaseClockAnswer = z.output<typeof caseClock>;
