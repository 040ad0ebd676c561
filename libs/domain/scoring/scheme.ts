import { z } from 'zod';
import { identifier, localizedName, text } from '../events/fields.js';
import { checkScheme } from './check-scheme.js';
import { decimal, percent, points } from './points.js';

/** Points between two knots lie on the line; beyond the first and the last they stay as they are there. */
const piecewise = z.strictObject({ kind: z.literal('piecewise'), knots: z.array(z.strictObject({ at: decimal, points })).min(2) });

/**
 * Steps. `from`: a band holds from its edge on, the edge included, and the first has none (null). `up-to`: a band holds
 * up to its edge, the edge included, and the last has none.
 */
const bands = z.strictObject({
  kind: z.literal('bands'),
  by: z.enum(['from', 'up-to']),
  bands: z.array(z.strictObject({ edge: decimal.nullable(), points })).min(2),
});

export const curve = z.discriminatedUnion('kind', [piecewise, bands]);

const component = z.strictObject({
  id: identifier,
  title: localizedName,
  /** `indicator`: a ratio; `measure`: a count per working day, which only development knows. */
  of: z.union([z.strictObject({ indicator: identifier }), z.strictObject({ measure: identifier })]),
  curve,
});

/** So many points for each count of a measure. */
const tally = z.strictObject({ id: identifier, title: localizedName, measure: identifier, points: points.min(0) });

const deduction = z.strictObject({
  id: identifier,
  title: localizedName,
  measure: identifier,
  /** For each count; at most 0. */
  points: points.max(0),
  /** What all of them cost together at most, as a negative number; null: there is no end. */
  cap: points.max(0).nullable().default(null),
});

/** What must not be averaged away: where the condition holds, the whole is at most `atMost` points. */
const floorRule = z.strictObject({ id: identifier, title: localizedName, indicator: identifier, worseThan: decimal, atMost: points });

const veto = z.strictObject({
  id: identifier,
  title: localizedName,
  when: z.union([z.strictObject({ measure: identifier, atLeast: z.int().min(1) }), z.strictObject({ indicator: identifier, worseThan: decimal })]),
  /** Null: the points stand, the assessment is failed all the same. */
  atMost: points.nullable(),
  fails: z.boolean(),
});

const assessment = z.strictObject({
  /** What everybody starts with. */
  base: points,
  components: z.array(component).default([]),
  /** Per cent by component, for each peer class; `default` for units of no class or of one that is not listed. */
  weights: z.record(identifier, z.record(identifier, percent)).default({}),
  tallies: z.array(tally).default([]),
  deductions: z.array(deduction).default([]),
  clamp: z.strictObject({ min: points.nullable(), max: points.nullable() }).nullable().default(null),
  floors: z.array(floorRule).default([]),
  vetoes: z.array(veto).default([]),
});

/** People are scored by counts alone: a sum of their ratios would mean nothing. */
const staffRule = z.strictObject({ tallies: z.array(tally).default([]), deductions: z.array(deduction).default([]), daysPerMonth: z.int().min(28).max(31) });

const schemeFields = z.strictObject({
  name: identifier,
  version: identifier,
  title: localizedName,
  /** The local date from which it holds. */
  effectiveFrom: z.iso.date('expected a date, YYYY-MM-DD'),
  legalBasis: z.array(text),
  /** What is not settled, or differs from city to city. */
  notes: z.array(localizedName).default([]),
  /** Whom it assesses. */
  level: z.enum(['district', 'department', 'section', 'staff']),
  /** Whose a case is. */
  responsibility: z.enum(['first-receiver', 'finisher', 'holding-share']),
  /** The measure that says how many cases a score rests on. */
  countedBy: identifier,
  /** A unit with fewer of them has points, but no rank. */
  minimumCases: z.int().min(1).default(30),
  /**
   * A component without data: `no-score`, there are no points at all; `redistribute`, its weight goes to the others in
   * proportion; `omit`, it adds nothing and its weight is lost.
   */
  noData: z.enum(['no-score', 'redistribute', 'omit']).default('no-score'),
  /** Classes of units that are compared with one another, by the organisation's own name for them. */
  peerClasses: z.array(z.strictObject({ class: identifier, title: localizedName })).default([]),
  assessments: z.strictObject({
    /** The level reached. */
    key: assessment,
    /** The change against the previous comparable period. */
    development: assessment.nullable().default(null),
    /** The distance to the peer class. */
    differentiated: assessment.nullable().default(null),
  }),
  /** A chief's score on the scores of the staff: as their sum, and as their mean by months of service. */
  staff: staffRule.nullable().default(null),
});

/**
 * A way of scoring as data: one file in the catalogue, one version, effective from a date. Which indicators there are is
 * the registry's to say (`checkFigures`); everything else is refused here with the field and the reason.
 */
export const scoringScheme = schemeFields.superRefine((scheme, context) => {
  checkScheme(scheme, (path, message) => context.addIssue({ code: 'custom', path: [...path], message }));
});

export type ScoringScheme = z.output<typeof schemeFields>;
export type Assessment = z.output<typeof assessment>;
export type Component = z.output<typeof component>;
export type Curve = z.output<typeof curve>;
export type Tally = z.output<typeof tally>;
export type Deduction = z.output<typeof deduction>;
export type FloorRule = z.output<typeof floorRule>;
export type Veto = z.output<typeof veto>;
export type AssessmentName = keyof ScoringScheme['assessments'];

/** The scheme as far as its key assessment goes: what units are ranked by. The other two are shown beside it. */
export const keyOnly = (scheme: ScoringScheme): ScoringScheme => ({ ...scheme, assessments: { key: scheme.assessments.key, development: null, differentiated: null } });
