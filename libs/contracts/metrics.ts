import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { knownAtFields } from './known-at.js';

/** Every additive measure there is. What each one counts stands in the registry (libs/metrics) and at `GET /v1/metrics`. */
export const measureIds = [
  'accepted',
  'finished',
  'open',
  'openOverdue',
  'reopened',
  'returned',
  'complaints',
  'onTimePromised',
  'withPromised',
  'latePromised',
  'onTimeStatutory',
  'withStatutory',
  'lateStatutory',
  'usedMs',
  'usedCases',
  'promisedLimitMs',
  'savedMs',
  'savedCases',
  'statutoryLimitMs',
  'usedWithStatutoryMs',
  'statutorySavedMs',
  'statutoryCases',
  'suspendedMs',
  'usedAndSuspendedMs',
  'limitUsedTo25',
  'limitUsedTo50',
  'limitUsedTo75',
  'limitUsedTo90',
  'limitUsedTo100',
  'limitUsedTo125',
  'limitUsedTo150',
  'limitUsedTo200',
  'limitUsedOver200',
  'transfers',
  'firstContact',
  'instantDecided',
  'warnings',
  'yellows',
  'reds',
  'rateable',
  'ratedActive',
  'ratedDefault',
  'setAside',
  'valid',
  'favourable',
  'favourableStrict',
  'negatives',
  'points',
  'pointsSquared',
  'levelSum',
  'validWithDefault',
  'favourableWithDefault',
  'favourableStrictWithDefault',
  'negativesWithDefault',
  'pointsWithDefault',
  'negativesDue',
  'rectifiedOnTime',
  'revisitable',
  'revisited',
  'revisitedSatisfied',
  'calledBack',
  'saidResponded',
  'responded',
  'saidSolved',
  'solved',
  'saidSatisfied',
  'satisfied',
  'holdings',
  'heldMs',
  'heldCaseMs',
  'delayMs',
  'heldCaseDelayMs',
] as const;
export type MeasureId = (typeof measureIds)[number];

/** Ratios of two measures. */
export const ratioIds = [
  'onTimePromised',
  'onTimeStatutory',
  'speedUp',
  'savedPerCase',
  'suspendedShare',
  'meanUsed',
  'transfersPerCase',
  'firstContactFinish',
  'instantDecision',
  'warningsPer1000',
  'yellowPer1000',
  'redPer1000',
  'ratingRate',
  'favourable',
  'favourableStrict',
  'favourableWithDefault',
  'favourableStrictWithDefault',
  'negative',
  'negativeWithDefault',
  'meanPoints',
  'meanPointsWithDefault',
  'rectifiedOnTime',
  'revisited',
  'satisfiedAfterRevisit',
  'responded',
  'solved',
  'satisfied',
  'holdingShare',
  'delayShare',
] as const;
export type RatioId = (typeof ratioIds)[number];

/** Quantiles over cases. They do not add up: a parent's is computed from its cases, never from its children. */
export const quantileIds = ['medianUsed', 'p90Used', 'medianElapsed', 'p90Elapsed'] as const;
export type QuantileId = (typeof quantileIds)[number];

export const histogramIds = ['limitUsed'] as const;
export type HistogramId = (typeof histogramIds)[number];

export const indicatorIds = [...ratioIds, ...quantileIds, ...histogramIds] as const;
export type IndicatorId = (typeof indicatorIds)[number];

/** What figures can be told apart by. `unit` is the bare unit that acted, whatever stands above it in the tree. */
export const dimensions = ['district', 'department', 'section', 'unit', 'staff', 'item', 'kind', 'channel', 'applicantType', 'service', 'level'] as const;
export type Dimension = (typeof dimensions)[number];

/** Whom the rows of a case count for: a part of every scheme (domain guide §8). */
export const policies = ['finisher', 'first-receiver', 'holding-share'] as const;
export type Policy = (typeof policies)[number];

export const metricUnits = ['count', 'ms', 'points', 'share', 'per-1000', 'per-case', 'seconds'] as const;
export const directions = ['higher', 'lower', 'neutral'] as const;

const described = {
  name: localizedText,
  meaning: localizedText,
  unit: z.enum(metricUnits),
  /** What is better; `neutral` where neither is. */
  direction: z.enum(directions),
  legalBasis: z.array(z.string()),
};

export const measureDescription = z.object({ id: z.enum(measureIds), ...described, source: z.string() });
export const indicatorDescription = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ratio'), id: z.enum(ratioIds), ...described, numerator: z.enum(measureIds), denominator: z.enum(measureIds), scale: z.number(), n: z.enum(measureIds) }),
  z.object({ type: z.literal('quantile'), id: z.enum(quantileIds), ...described, level: z.number() }),
  z.object({
    type: z.literal('histogram'),
    id: z.enum(histogramIds),
    ...described,
    buckets: z.array(z.object({ measure: z.enum(measureIds), above: z.number().nullable(), to: z.number().nullable() })),
  }),
]);
/** What waves of a survey say of a department: known to schemes that assess departments, and at `/v1/surveys`. No case is behind it, so nothing is ranked or listed by it alone. */
export const surveyMeasureIds = ['surveyInvited', 'surveyAnswered', 'surveyScored', 'surveyPoints', 'surveyPointsCount'] as const;
export type SurveyMeasureId = (typeof surveyMeasureIds)[number];

export const surveyIndicatorIds = ['surveyIndex'] as const;

const surveyMeasureDescription = z.object({ id: z.enum(surveyMeasureIds), ...described });
const surveyIndicatorDescription = z.object({
  id: z.enum(surveyIndicatorIds),
  ...described,
  numerator: z.enum(surveyMeasureIds),
  denominator: z.enum(surveyMeasureIds),
  scale: z.number(),
  n: z.enum(surveyMeasureIds),
});

export const metricList = z.object({
  measures: z.array(measureDescription),
  indicators: z.array(indicatorDescription),
  surveys: z.object({ measures: z.array(surveyMeasureDescription), indicators: z.array(surveyIndicatorDescription) }),
});
export type MetricList = z.output<typeof metricList>;

const id = z.string().max(256);

/** Absent: all. Empty: those that name none. */
export const filterFields = {
  district: id.optional(),
  department: id.optional(),
  section: id.optional(),
  staff: id.optional(),
  item: id.optional(),
  kind: id.optional(),
  channel: id.optional(),
  applicantType: id.optional(),
  service: id.optional(),
  level: id.optional(),
} as const;

const listOf = <Id extends string>(known: readonly [Id, ...Id[]]) =>
  z
    .string()
    .max(4096)
    .optional()
    .transform((text) => (text === undefined || text === '' ? [] : [...new Set(text.split(','))]))
    .pipe(z.array(z.enum(known)));

/** `from` and `to` are dates of the organisation's zone, both included. Without `by` there is one row for all. */
export const figuresRequest = z
  .object({
    measures: listOf(measureIds),
    indicators: listOf(indicatorIds),
    by: z.enum(dimensions).optional(),
    /** Only this one of `by`; empty: only what names none. */
    unit: id.optional(),
    policy: z.enum(policies).default('finisher'),
    from: z.iso.date(),
    to: z.iso.date(),
    ...filterFields,
    at: z.iso.datetime({ offset: true }).optional(),
    ...knownAtFields,
  })
  .refine(({ from, to }) => from <= to, { message: '`from` must not be after `to`', path: ['from'] })
  .refine(({ measures, indicators }) => measures.length + indicators.length > 0, { message: 'name at least one of `measures` or `indicators`; GET /v1/metrics lists them', path: ['measures'] })
  .refine(({ by, unit }) => unit === undefined || by !== undefined, { message: '`unit` says which one of `by`: name `by` as well', path: ['unit'] });
export type FiguresRequest = z.output<typeof figuresRequest>;

/** Value = numerator × scale / denominator; a denominator of 0 is no data. `n`: how many cases, ratings … it rests on. */
export const ratioValue = z.object({ type: z.literal('ratio'), numerator: z.int(), denominator: z.int(), scale: z.number(), n: z.number() });
export type RatioValue = z.output<typeof ratioValue>;
/** Whole seconds, halves rounded up; null without data, and where cases are shared out, since a share has no median. */
export const quantileValue = z.object({ type: z.literal('quantile'), seconds: z.int().nullable(), n: z.int().nullable() });
export type QuantileValue = z.output<typeof quantileValue>;
export const histogramValue = z.object({ type: z.literal('histogram'), counts: z.array(z.int()), n: z.number() });
export type HistogramValue = z.output<typeof histogramValue>;

export const indicatorValue = z.discriminatedUnion('type', [ratioValue, quantileValue, histogramValue]);
export type IndicatorValue = z.output<typeof indicatorValue>;

export const figuresRow = z.object({
  /** Null gathers what names none; without `by` the one row's unit is null too. */
  unit: z.string().nullable(),
  name: localizedText.nullable(),
  sortNo: z.number().nullable(),
  measures: z.partialRecord(z.enum(measureIds), z.int()),
  indicators: z.partialRecord(z.enum(indicatorIds), indicatorValue),
});
export type FiguresRow = z.output<typeof figuresRow>;

export const figures = z.object({
  by: z.enum(dimensions).nullable(),
  policy: z.enum(policies),
  from: z.iso.date(),
  to: z.iso.date(),
  /** By measure: how many of the integers given make one of its unit. 1,000,000 where cases are shared out, else 1. */
  scales: z.partialRecord(z.enum(measureIds), z.int()),
  rows: z.array(figuresRow),
  basis,
});
export type Figures = z.output<typeof figures>;
