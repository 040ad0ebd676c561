import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { knownAtFields } from './known-at.js';
import { policies } from './metrics.js';

const periodText = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/;

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (value: number): string => String(value).padStart(2, '0');

/** The dates of `2026`, `2026-Q3` or `2026-07`, both included; null where a text is none of these. */
export const datesOfPeriod = (text: string): { readonly from: string; readonly to: string } | null => {
  const [, year = '', quarter, month] = periodText.exec(text) ?? [];
  if (year === '') return null;
  const [first, last] = quarter !== undefined ? [Number(quarter) * 3 - 2, Number(quarter) * 3] : month !== undefined ? [Number(month), Number(month)] : [1, 12];
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(lastDayOf(Number(year), last))}` };
};

const id = z.string().max(256);

/** Which period: `period` (`2026`, `2026-Q3`, `2026-07`), or `from` and `to`, both included. */
export const periodFields = {
  period: z.string().regex(periodText, 'expected a year, a quarter or a month: 2026, 2026-Q3, 2026-07').optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

type PeriodRequest = { readonly period?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined };

/** Whether a request says one period in one of the two ways. */
export const namesOnePeriod = ({ period, from, to }: PeriodRequest): boolean => (period === undefined ? from !== undefined && to !== undefined && from <= to : from === undefined && to === undefined);

/** The dates a request names. Throws on one that passed no check. */
export const datesOf = ({ period, from, to }: PeriodRequest): { readonly from: string; readonly to: string } => {
  const dates = period === undefined ? { from, to } : datesOfPeriod(period);
  if (dates?.from === undefined || dates.to === undefined) throw new Error('a request without a period');
  return { from: dates.from, to: dates.to };
};

export const periodNeeded = { message: 'name `period` (2026, 2026-Q3, 2026-07), or `from` and `to` with `from` not after `to`', path: ['period'] };

export const scorecardsRequest = z
  .object({
    /** One unit: its tree. Absent: every unit of the scheme's level, headlines and ranks. */
    unit: id.optional(),
    ...periodFields,
    /** A date or an instant: the scorecard as it was known then; a date means its end. */
    asOf: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    at: z.iso.datetime({ offset: true }).optional(),
    ...knownAtFields,
  })
  .refine(namesOnePeriod, periodNeeded)
  .refine(({ asOf, knownAt }) => asOf === undefined || knownAt === undefined, { message: '`asOf` and `knownAt` say the same: name one of them', path: ['asOf'] });
export type ScorecardsRequest = z.output<typeof scorecardsRequest>;

/** Points are whole ten-thousandths: 952,500 are 95.25 points. Null: no data. */
const points = z.int().nullable();

/** Where a unit stands among the others. A range holds the true rank with a probability of 90 %; `inTop` is the probability of a place among the first three. */
export const standing = z.object({
  points,
  /** A veto says that the unit has failed, whatever its points. */
  failed: z.boolean(),
  rank: z.int().nullable(),
  note: z.enum(['too-few', 'no-data']).nullable(),
  range: z.object({ from: z.int(), to: z.int(), inTop: z.number() }).nullable(),
  /** Units of one group cannot be told apart. */
  group: z.int().nullable(),
});
export type Standing = z.output<typeof standing>;

/** `key` as a rule; where a chief is scored on the staff, the sum of what the staff were given and the same per month of service. */
export const standingNames = ['key', 'literal', 'normalised'] as const;
export type StandingName = (typeof standingNames)[number];

export const scorecardRow = z.object({
  unit: id,
  name: localizedText.nullable(),
  sortNo: z.number().nullable(),
  unitClass: z.string().nullable(),
  /** Cases that it rests on. */
  n: z.number(),
  standings: z.partialRecord(z.enum(standingNames), standing),
  development: points,
  differentiated: points,
});
export type ScorecardRow = z.output<typeof scorecardRow>;

/**
 * A node of a scorecard; `children` have the same form. Its points are the sum of its leaves. `drill` of an input is the
 * address of the list that adds up to it: of cases, or of survey waves (`/v1/surveys`). Null for what the peer class did, and for
 * waves of a period of which a part is compared.
 */
export const scoreNode = z.object({
  id: z.string(),
  label: z.object({ zh: z.string().nullish(), en: z.string().nullish() }),
  kind: z.string(),
  formula: z.looseObject({ rule: z.string() }),
  inputs: z.array(z.object({ measure: z.string(), of: z.enum(['unit', 'previous', 'peers']), value: z.number(), drill: z.string().nullable() })),
  n: z.number().nullable(),
  weight: z.object({ of: z.number(), among: z.number() }).nullable(),
  value: z.string().nullable(),
  /** For a share: where the true one may lie with a probability of 95 %, on the indicator's scale. */
  interval: z.object({ lower: z.number(), upper: z.number() }).nullable(),
  points,
  note: z.string().nullable(),
  children: z.array(z.unknown()),
});
export type ScoreTree = Omit<z.output<typeof scoreNode>, 'children'> & { readonly children: readonly ScoreTree[] };

const schemeName = z.object({ name: z.string(), version: z.string(), title: z.object({ zh: z.string().nullish(), en: z.string().nullish() }), level: z.string(), responsibility: z.enum(policies) });

/** What every answer with scores says of them. */
const scored = {
  scheme: schemeName,
  from: z.iso.date(),
  to: z.iso.date(),
  /** SHA-256 of the figures and trees: equal inputs give an equal one. Position and lag are not in it. */
  fingerprint: z.string(),
  basis,
};

export const scorecardList = z.object({ ...scored, minimumCases: z.int(), rows: z.array(scorecardRow) });
export type ScorecardList = z.output<typeof scorecardList>;

/**
 * Who was chief of the unit on which days of the period, by the postings that the reading knows: both dates included, a day
 * belongs to whoever is posted as it begins. `scorecard`: the address of the unit's card over these days alone; null where
 * they are all that have passed. No part of the fingerprint.
 */
export const chiefOfPeriod = z.object({ staff: z.string(), name: localizedText.nullable(), from: z.iso.date(), to: z.iso.date(), scorecard: z.string().nullable() });
export type ChiefOfPeriod = z.output<typeof chiefOfPeriod>;

export const scorecard = z.object({
  ...scored,
  card: scorecardRow,
  chiefs: z.array(chiefOfPeriod),
  trees: z.object({ key: scoreNode, development: scoreNode.nullable(), differentiated: scoreNode.nullable(), literal: scoreNode.nullable(), normalised: scoreNode.nullable() }),
});
export type ScorecardAnswer = Omit<z.output<typeof scorecard>, 'trees'> & {
  readonly trees: Readonly<Record<'key', ScoreTree>> & Readonly<Record<'development' | 'differentiated' | 'literal' | 'normalised', ScoreTree | null>>;
};

export const schemeList = z.object({
  schemes: z.array(
    schemeName.extend({
      effectiveFrom: z.string(),
      legalBasis: z.array(z.string()),
      notes: z.array(z.object({ zh: z.string().nullish(), en: z.string().nullish() })),
      minimumCases: z.int(),
      assessments: z.array(z.string()),
      peerClasses: z.array(z.string()),
    }),
  ),
});
export type SchemeList = z.output<typeof schemeList>;
