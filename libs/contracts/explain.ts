import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { figureParts } from './comparisons.js';
import { knownAtFields } from './known-at.js';
import { dimensions, directions, filterFields, measureIds, metricUnits, policies } from './metrics.js';
import { metricFields, metricNamed, metricUnknown } from './named-metric.js';
import { namesOnePeriod, periodFields, periodNeeded } from './scorecards.js';

const id = z.string().max(256);

/** Any figure, by `metric`; or a cell of a scorecard, by `scheme`. */
export const explainRequest = z
  .object({
    metric: metricFields.metric.optional(),
    type: metricFields.type,
    scheme: id.optional(),
    by: z.enum(dimensions).optional(),
    /** Which one of `by`; with `scheme` which unit of its level. */
    unit: id.optional(),
    policy: z.enum(policies).default('finisher'),
    ...periodFields,
    ...filterFields,
    at: z.iso.datetime({ offset: true }).optional(),
    ...knownAtFields,
  })
  .refine(namesOnePeriod, periodNeeded)
  .refine(({ metric, scheme }) => (metric === undefined) !== (scheme === undefined), { message: 'name `metric` for a figure, or `scheme` for a score', path: ['metric'] })
  .refine((request) => request.metric === undefined || metricNamed(request) !== null, metricUnknown)
  .refine(({ scheme, by, unit }) => scheme !== undefined || (by === undefined) === (unit === undefined), { message: 'one figure is explained at a time: name `by` and `unit`, or neither for all', path: ['unit'] });
export type ExplainRequest = z.output<typeof explainRequest>;

export const partRoles = ['value', 'numerator', 'denominator', 'n', 'bucket'] as const;

/** A measure that a figure is made of, with the list of cases whose amounts add up to it. */
const part = z.object({
  role: z.enum(partRoles),
  measure: z.enum(measureIds),
  name: localizedText,
  meaning: localizedText,
  unit: z.enum(metricUnits),
  value: z.int(),
  /** How many of the integers given make one of its unit. */
  scale: z.int(),
  drill: z.string(),
});
export type ExplainedPart = z.output<typeof part>;

const period = { from: z.iso.date(), to: z.iso.date() };

export const explainedFigure = z.object({
  type: z.literal('figure'),
  metric: z.object({
    kind: z.enum(['measure', 'ratio', 'quantile', 'histogram']),
    id: z.string(),
    name: localizedText,
    meaning: localizedText,
    unit: z.enum(metricUnits),
    direction: z.enum(directions),
    legalBasis: z.array(z.string()),
  }),
  by: z.enum(dimensions).nullable(),
  unit: z.string().nullable(),
  name: localizedText.nullable(),
  policy: z.enum(policies),
  filters: z.record(z.string(), z.string()),
  ...period,
  /** How it is computed, in words. */
  formula: localizedText,
  /** Null for a histogram, which is its buckets. */
  figure: figureParts.nullable(),
  /** Where the true value may lie with a probability of 95 %: of a share of cases (Wilson) in per cent, of mean points (Student) in points, from five ratings on. */
  interval: z.object({ lower: z.number(), upper: z.number() }).nullable(),
  /** Of a quantile the cases it was found among. */
  parts: z.array(part),
  basis,
});
export type ExplainedFigure = z.output<typeof explainedFigure>;

/** A score is explained by its tree: where it is, and what the scheme says of itself. */
export const explainedScore = z.object({
  type: z.literal('score'),
  scheme: z.object({
    name: z.string(),
    version: z.string(),
    title: z.object({ zh: z.string().nullish(), en: z.string().nullish() }),
    level: z.string(),
    legalBasis: z.array(z.string()),
    notes: z.array(z.object({ zh: z.string().nullish(), en: z.string().nullish() })),
  }),
  unit: z.string().nullable(),
  ...period,
  scorecard: z.string(),
  basis,
});
export type ExplainedScore = z.output<typeof explainedScore>;

export const explanation = z.discriminatedUnion('type', [explainedFigure, explainedScore]);
export type Explanation = z.output<typeof explanation>;
