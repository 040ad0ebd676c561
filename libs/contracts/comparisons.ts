import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { knownAtFields } from './known-at.js';
import { dimensions, directions, filterFields, metricUnits, policies } from './metrics.js';
import { metricFields, metricNamed, metricUnknown } from './named-metric.js';
import { namesOnePeriod, periodFields, periodNeeded } from './scorecards.js';

/** The period before (环比), the same dates a year earlier (同比), the target in force, the total of the peer class. */
export const comparedWith = ['previous', 'last-year', 'target', 'peers'] as const;
export type ComparedWith = (typeof comparedWith)[number];

/** By what a change is taken apart. */
export const contributors = ['item', 'staff'] as const;
export type Contributor = (typeof contributors)[number];

const id = z.string().max(256);

export const comparisonRequest = z
  .object({
    ...metricFields,
    with: z.enum(comparedWith),
    by: z.enum(dimensions).optional(),
    /** Which one of `by`; both absent: all of the city. */
    unit: id.optional(),
    contributions: z.enum(contributors).optional(),
    policy: z.enum(policies).default('finisher'),
    ...periodFields,
    ...filterFields,
    at: z.iso.datetime({ offset: true }).optional(),
    ...knownAtFields,
  })
  .refine(namesOnePeriod, periodNeeded)
  .refine((request) => metricNamed(request) !== null, metricUnknown)
  .refine(({ by, unit }) => (by === undefined) === (unit === undefined), { message: 'a comparison is of one unit: name `by` and `unit`, or neither for all', path: ['unit'] })
  .refine(({ with: other, contributions }) => contributions === undefined || other === 'previous' || other === 'last-year', {
    message: 'only a change over time is taken apart: ask `with=previous` or `with=last-year`',
    path: ['contributions'],
  });
export type ComparisonRequest = z.output<typeof comparisonRequest>;

/** Exactly, as a fraction in lowest terms, and as a decimal of four digits that goes down: nothing is rounded up. */
export const exactNumber = z.object({ exact: z.string(), fixed: z.string() });
export type ExactNumber = z.output<typeof exactNumber>;

/**
 * A figure as whole numbers: numerator × scale / denominator, shares in per cent. A measure's denominator is how many of
 * the integers given make one of its unit. Without data the denominator is 0 and `value` null.
 */
export const figureParts = z.object({ numerator: z.int(), denominator: z.int(), scale: z.number(), n: z.number().nullable(), value: exactNumber.nullable() });
export type FigureParts = z.output<typeof figureParts>;

/** A figure with its time, [from, until): of a running period what has passed, and of the other one the same elapsed part. */
export const comparedSide = figureParts.extend({ from: z.string(), until: z.string(), workingDays: z.number().nullable() });
export type ComparedSide = z.output<typeof comparedSide>;

export const targetChange = z.object({
  unit: z.string().nullable(),
  /** In the indicator's own scale, shares in per cent; null: lifted. */
  value: z.number().nullable(),
  effectiveFrom: z.string(),
  setAt: z.string(),
  actor: z.string(),
  reason: z.string(),
});

const contribution = z.object({
  /** One item or person; several where none of them has a ratio of its own. A null id gathers what names none. */
  members: z.array(z.object({ id: z.string().nullable(), name: localizedText.nullable() })),
  units: z.int(),
  /** Because its own ratio changed, and because its share of the whole did; null for a measure, which has no shares. */
  byRate: z.int().nullable(),
  byShare: z.int().nullable(),
  before: z.object({ numerator: z.int(), denominator: z.int() }),
  after: z.object({ numerator: z.int(), denominator: z.int() }),
});

/** `units` are `unitsPerOne`-ths of the value's unit. Those of the parts add up to those of the whole, to the last one. */
export const contributions = z.object({ by: z.enum(contributors), unitsPerOne: z.int(), units: z.int(), parts: z.array(contribution) });
export type Contributions = z.output<typeof contributions>;

export const comparison = z.object({
  metric: z.object({ kind: z.enum(['indicator', 'measure']), id: z.string(), name: localizedText, unit: z.enum(metricUnits), direction: z.enum(directions) }),
  with: z.enum(comparedWith),
  by: z.enum(dimensions).nullable(),
  unit: z.string().nullable(),
  name: localizedText.nullable(),
  policy: z.enum(policies),
  from: z.iso.date(),
  to: z.iso.date(),
  now: comparedSide,
  /** The other period, or the peers; null against a target, and where there is nothing to compare with. */
  other: comparedSide.nullable(),
  /** Now less then, less the target, less the peers; null where one of them has no data. */
  difference: exactNumber.nullable(),
  /** Of a measure that is counted over time: 0.1 is a tenth more, as it stands and per working day. Else null. */
  relativeChange: z.object({ plain: exactNumber.nullable(), perWorkingDay: exactNumber.nullable() }).nullable(),
  target: z
    .object({
      inForce: targetChange.nullable(),
      /** Exactly at the target is met; null without data or target, or where neither direction is better. */
      met: z.boolean().nullable(),
      /** Set only after the period had ended. */
      setAfterwards: z.boolean().nullable(),
      /** Every change there was, the latest to take effect last. */
      log: z.array(targetChange),
    })
    .nullable(),
  peers: z.object({ class: z.string(), units: z.array(z.string()) }).nullable(),
  contributions: contributions.nullable(),
  basis,
});
export type Comparison = z.output<typeof comparison>;
