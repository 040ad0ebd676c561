import { z } from 'zod';
import { amount, identifier, localizedName, text, type Amount } from '../events/fields.js';
import { stageLimit } from './stage-limit.js';

/** A limit of this kind of case: promised by the office, laid down by law. Null: none. */
const limitPair = z.strictObject({ promised: amount.nullable(), statutory: amount.nullable() });

/** A ground on which the clock may stand. */
const pauseReason = z.strictObject({
  reason: identifier,
  title: localizedName,
  /** The longest stay where the event does not say what was applied for; null: the kind sets none. */
  longest: amount.nullable(),
  /** Roles that may approve it; empty: nobody has to. */
  approvers: z.array(identifier),
  legalBasis: text.nullable(),
});

const stage = z.strictObject({
  stage: identifier,
  title: localizedName,
  limit: amount.nullable(),
  /** Limits by the urgency that the acceptance states; they go before `limit`. Absent: urgency makes no difference. */
  limitsByUrgency: z.record(identifier, amount).optional(),
});

const finishing = z.strictObject({
  /** Roles that may finish a case of this kind. */
  by: z.array(identifier).min(1),
  /** Whether somebody other than the doer has to confirm that it is done. */
  check: z.enum(['none', 'other-than-doer']),
});

const ratingRule = z.strictObject({
  rateable: z.boolean(),
  /** Services rated one by one; empty: the case as a whole is the one service. */
  services: z.array(identifier),
  /** Silence counts as this level after this time; null: silence is silence. */
  silence: z.strictObject({ level: z.int().min(1).max(5), after: amount }).nullable(),
  /** Within which time a negative rating has to be set right; null: no limit. */
  rectifyWithin: amount.nullable(),
});

const followUp = z.strictObject({ kind: identifier, issueWithin: amount, closeWithin: amount });

const kindFields = z.strictObject({
  name: identifier,
  version: identifier,
  title: localizedName,
  /** The local date from which it holds. */
  effectiveFrom: z.iso.date('expected a date, YYYY-MM-DD'),
  legalBasis: z.array(text),
  /** Name of the working calendar; null: only elapsed time is known. */
  calendar: identifier.nullable(),
  /** `clock`: due to the second, from the instant of acceptance. `next-day`: the first day does not count. */
  counting: z.enum(['clock', 'next-day']),
  limits: limitPair,
  /** Limits by the urgency that the acceptance states; they go before `limits`. */
  limitsByUrgency: z.record(identifier, limitPair),
  stages: z.array(stage),
  /** Empty: any reason stops the clock. */
  pauses: z.array(pauseReason),
  /** Whether the clock stands while the applicant supplies missing papers. */
  supplementPauses: z.boolean(),
  finishing,
  rating: ratingRule,
  /** Name of the signal rule; null: the one that the jurisdiction sets for all. */
  signalRule: identifier.nullable(),
  /** What a red card sets off; null: nothing. */
  onRedCard: followUp.nullable(),
  /** Refused at acceptance unless a due date or a limit is given. */
  dueRequired: z.boolean(),
  /** Supplied due instants are final unless the event says otherwise. */
  dueFinal: z.boolean(),
});

type Fields = z.output<typeof kindFields>;
type Report = (path: readonly (string | number)[], message: string) => void;

const repeated = (names: readonly string[]): number => names.findIndex((name, index) => names.indexOf(name) !== index);

/** Amounts of different units are not compared: only a calendar could. */
const exceeds = (a: Amount | null, b: Amount | null): boolean => a !== null && b !== null && a.unit === b.unit && a.amount > b.amount;

/** Only limits in the unit of the promise are added up. */
const stagesExceed = (stages: Fields['stages'], promised: Amount | null, urgency: string | null): boolean => {
  const limits = stages.flatMap(({ stage: name }) => stageLimit({ stages }, name, urgency) ?? []);
  const inUnit = limits.filter(({ unit }) => unit === promised?.unit).reduce((sum, { amount }) => sum + amount, 0);
  return promised !== null && inUnit > promised.amount;
};

/** Statutory ≥ promised ≥ Σ stage limits (domain guide §5). */
const checkLimits = ({ limits, limitsByUrgency, stages }: Fields, report: Report): void => {
  if (exceeds(limits.promised, limits.statutory)) report(['limits', 'statutory'], 'is shorter than the promised limit');
  for (const [urgency, pair] of Object.entries(limitsByUrgency)) {
    if (exceeds(pair.promised, pair.statutory)) report(['limitsByUrgency', urgency, 'statutory'], 'is shorter than the promised limit');
  }
  if (stagesExceed(stages, limits.promised, null)) report(['stages'], 'their limits exceed the promised one');
  for (const [urgency, { promised }] of Object.entries(limitsByUrgency)) {
    if (stagesExceed(stages, promised, urgency)) report(['limitsByUrgency', urgency, 'promised'], 'is shorter than the limits of the stages together');
  }
};

/** A misspelt urgency would silently leave its cases the ordinary limit; it shows where the kind itself names urgencies. */
const checkUrgencies = ({ limitsByUrgency, stages }: Fields, report: Report): void => {
  if (Object.keys(limitsByUrgency).length === 0) return;
  for (const [index, stage] of stages.entries()) {
    for (const urgency of Object.keys(stage.limitsByUrgency ?? {})) {
      if (limitsByUrgency[urgency] === undefined) report(['stages', index, 'limitsByUrgency', urgency], 'is no urgency of this kind');
    }
  }
};

const checkNames = ({ stages, pauses, rating }: Fields, report: Report): void => {
  const lists = { stages: stages.map(({ stage }) => stage), pauses: pauses.map(({ reason }) => reason), services: rating.services };
  const paths = { stages: ['stages'], pauses: ['pauses'], services: ['rating', 'services'] } as const;
  for (const list of ['stages', 'pauses', 'services'] as const) {
    const index = repeated(lists[list]);
    if (index >= 0) report([...paths[list], index], `"${lists[list][index] ?? ''}" stands there already`);
  }
};

/**
 * A kind of case as data: one file in the catalogue, one version, effective from a date. What differs between
 * cities stands here and never in code (domain guide §3).
 */
export const caseKind = kindFields.superRefine((kind, context) => {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
  checkLimits(kind, report);
  checkUrgencies(kind, report);
  checkNames(kind, report);
});

export type CaseKind = z.output<typeof caseKind>;
export type PauseReason = z.output<typeof pauseReason>;
