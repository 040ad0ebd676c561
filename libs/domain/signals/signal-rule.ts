import { z } from 'zod';
import { amount, amountUnits, identifier, localizedName, text } from '../events/fields.js';

/**
 * `warning`: about to be late. `timeout`: a limit has passed, noted without a card. `yellow`, `red`: cards.
 * In rising order of weight.
 */
export const signalLevels = ['timeout', 'warning', 'yellow', 'red'] as const;
export type SignalLevel = (typeof signalLevels)[number];

/** What can be timed: the case itself, and spans of it that are supervised in their own right (domain guide §6). */
export const clockNames = ['case', 'suspension', 'pre-acceptance', 'certificate', 'issue'] as const;
export type ClockName = (typeof clockNames)[number];

/** The k of a threshold: may be negative; in the limit's unit unless it names one. */
const shift = z.strictObject({ amount: z.number().min(-100_000).max(100_000), unit: z.enum(amountUnits).optional() });

/** When a signal ends by itself: once what it speaks of was done in time, or was done at all; or after a while. */
const lapse = z.strictObject({ when: z.enum(['in-time', 'done', 'never']), after: amount.nullable() });

const threshold = z.strictObject({
  level: z.enum(signalLevels),
  /** `due`: the promised limit, the statutory one where there is none. `own`: the limit of a supervised span. */
  limit: z.enum(['promised', 'statutory', 'due', 'own']),
  share: z.number().gt(0).max(10).default(1),
  plus: shift.nullable().default(null),
  /** Null: a warning as the rule says for all of them, anything else never. */
  lapse: lapse.nullable().default(null),
  /** `manual`: the card is pending until a person confirms it. */
  confirmation: z.enum(['none', 'manual']).default('none'),
  /** What the card costs in a score that uses this rule; null where the rule says nothing. */
  points: z.number().max(0).nullable().default(null),
});

const signalClock = z.strictObject({
  clock: z.enum(clockNames),
  /** Kinds it holds for; null: all that no earlier entry for the same clock names. */
  kinds: z.array(identifier).min(1).nullable().default(null),
  /** Channels it holds for; null: all. */
  channels: z.array(identifier).min(1).nullable().default(null),
  /** The limit of a supervised span where the case itself states none; null: none, or the stage of the kind. */
  limit: amount.nullable().default(null),
  thresholds: z.array(threshold).min(1),
});

const ruleFields = z.strictObject({
  name: identifier,
  version: identifier,
  title: localizedName,
  /** The local date from which it holds. */
  effectiveFrom: z.iso.date('expected a date, YYYY-MM-DD'),
  legalBasis: z.array(text),
  /** Mere warnings lapse after this time; null: never. */
  warningsLapseAfter: amount.nullable(),
  clocks: z.array(signalClock).min(1),
});

type Fields = z.output<typeof ruleFields>;
type Report = (path: readonly (string | number)[], message: string) => void;

const checkClock = ({ clock, thresholds }: Fields['clocks'][number], index: number, report: Report): void => {
  thresholds.forEach(({ level, limit }, place) => {
    const path = ['clocks', index, 'thresholds', place];
    if ((limit === 'own') === (clock === 'case')) report([...path, 'limit'], clock === 'case' ? 'a case has no limit of its own' : 'a span has only its own limit');
    if (thresholds.findIndex((other) => other.level === level) !== place) report([...path, 'level'], `"${level}" stands there already`);
  });
};

/** Which signals a limit raises and when: one file in the catalogue, one version, effective from a date. */
export const signalRule = ruleFields.superRefine((rule, context) => {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
  rule.clocks.forEach((clock, index) => checkClock(clock, index, report));
});

export type SignalRule = z.output<typeof signalRule>;
export type SignalClock = SignalRule['clocks'][number];
export type SignalThreshold = SignalClock['thresholds'][number];
export type Lapse = NonNullable<SignalThreshold['lapse']>;

/** The name under which the assignment of rules is defined, beside the rules themselves. */
export const assignmentName = 'assignment';

/** Which rule holds where: the first entry that fits kind and district, else `default`. A kind that names a rule goes first. */
export const ruleAssignment = z.strictObject({
  name: z.literal(assignmentName),
  version: identifier,
  title: localizedName,
  effectiveFrom: z.iso.date('expected a date, YYYY-MM-DD'),
  default: identifier,
  assignments: z.array(
    z.strictObject({
      rule: identifier,
      /** Null: all kinds. */
      kinds: z.array(identifier).min(1).nullable().default(null),
      /** Districts (units of that level) of the first receiver; null: everywhere. */
      districts: z.array(identifier).min(1).nullable().default(null),
    }),
  ),
});

export type RuleAssignment = z.output<typeof ruleAssignment>;
