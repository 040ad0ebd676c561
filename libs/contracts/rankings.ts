import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { knownAtFields } from './known-at.js';
import { directions, filterFields, indicatorValue, quantileIds, ratioIds } from './metrics.js';

export const groupings = ['district', 'department', 'section', 'staff', 'item'] as const;
export type Grouping = (typeof groupings)[number];

/** Indicators that units can be ranked by: all but distributions. */
export const rankedBy = [...ratioIds, ...quantileIds] as const;

/** What ranges of ranks listen to: nothing (none are given), a unit's own cases, or its peer class as well (empirical Bayes). */
export const rangesListenTo = ['none', 'own', 'class'] as const;
export type RangesListenTo = (typeof rangesListenTo)[number];

/** What a share is adjusted for: nothing, or the service items and quarters that a unit's cases belong to. */
export const adjustments = ['none', 'case-mix'] as const;

/** The most places that a probability can be asked for. */
const topMost = 50;

const date = z.iso.date();

/** `from` and `to` are dates of the organisation's zone, both included. A filter absent: all; empty: those that name none. */
export const rankingRequest = z
  .object({
    by: z.enum(groupings).default('section'),
    from: date,
    to: date,
    ...filterFields,
    /** By which indicator of `GET /v1/metrics` units are ranked. */
    metric: z.enum(rankedBy).default('onTimePromised'),
    ranges: z.enum(rangesListenTo).default('none'),
    adjust: z.enum(adjustments).default('none'),
    /** The k of `inTop`, how probable a place among the first k is. Said only with `ranges`. */
    top: z.coerce.number().int().min(1).max(topMost).default(3),
    /** Read for this instant, ISO 8601 with offset: open cases as they stood, nothing that happened later. By default the earlier of now and `knownAt`. */
    at: z.iso.datetime({ offset: true }).optional(),
    ...knownAtFields,
  })
  .refine(({ from, to }) => from <= to, { message: '`from` must not be after `to`', path: ['from'] })
  .refine(({ by, adjust }) => adjust === 'none' || by !== 'item', { message: 'items cannot be adjusted for the items of their cases: rank units or staff', path: ['adjust'] });
export type RankingRequest = z.output<typeof rankingRequest>;

export const share = z.object({ numerator: z.number(), denominator: z.number() });
export type Share = z.output<typeof share>;

/** Both ends, on the scale of the metric. */
export const interval = z.object({ lower: z.number(), upper: z.number() });

/**
 * A share as it would be had the unit the cases of all: `expected` is what all units together reach on cases such as
 * these, `value` the observed over the expected, times the share of all. The interval takes what is expected as known.
 */
export const adjustedShare = z.object({ value: z.number(), expected: z.number(), interval: interval.nullable() });

/** One unit of a ranking. A figure that no case supports is null, never 0. Times in whole seconds, halves rounded up. */
export const rankingRow = z.object({
  /** Id of the district, department, section, staff member or item; null gathers the cases that name none. */
  unit: z.string().nullable(),
  name: localizedText.nullable(),
  /** The unit's own official order, where it has one. */
  sortNo: z.number().nullable(),
  /** 1-2-2-4 by the ranking's metric; null below the minimum n or without data. */
  rank: z.number().nullable(),
  rankNote: z.enum(['too-few', 'no-data']).nullable(),
  accepted: z.number(),
  finished: z.number(),
  reopened: z.number(),
  openOverdue: z.number(),
  onTimePromised: share,
  onTimeStatutory: share,
  medianElapsedSeconds: z.number().nullable(),
  p90ElapsedSeconds: z.number().nullable(),
  medianUsedSeconds: z.number().nullable(),
  p90UsedSeconds: z.number().nullable(),
  ratings: z.number(),
  meanRating: z.number().nullable(),
  /** The ranking's metric, as whole numbers. */
  metric: indicatorValue,
  /** Where the true value may lie with a probability of 95 %; null where chance is not known to move it (as where more was rated in the period than finished), or nothing was counted. */
  interval: interval.nullable(),
  /** The share with the peer class heard; null unless ranges listen to the class. */
  shrunk: z.number().nullable(),
  /** Holds the true rank with a probability of 90 %; `inTop` is the probability of a place among the first `top`. */
  range: z.object({ from: z.int(), to: z.int(), inTop: z.number() }).nullable(),
  /** Units of one group cannot be told apart from the first of them. */
  group: z.int().nullable(),
  adjusted: adjustedShare.nullable(),
});
export type RankingRow = z.output<typeof rankingRow>;

export const ranking = z.object({
  by: z.enum(groupings),
  from: date,
  to: date,
  /** What the units are ranked by, and what is better. */
  metric: z.object({ id: z.enum(rankedBy), name: localizedText, direction: z.enum(directions) }),
  /** Cases below which a unit is not ranked. */
  minimumCases: z.number(),
  /** The k of every `inTop`. */
  top: z.int(),
  rows: z.array(rankingRow),
  basis,
});
export type Ranking = z.output<typeof ranking>;
