import type { Dimension } from '@mingxiao/contracts/metrics';
import type { FigureQuestion } from './question.js';

/**
 * Which cases are read, by the two quarters of an hour between which all of a case lies (migration 14): those that may have anything in
 * the period; those that are at rest and have everything in it; those that have anything in it and not everything.
 */
export type Span = 'touching' | 'at-rest' | 'moving';

const touching = 'begun_quarter < {toQuarter: UInt32} AND rest_quarter >= {fromQuarter: UInt32}';

/**
 * Who reads all that touch the period asks for nothing that another case could add to: granules are left out by the index, and
 * the two quarters of each row need not be read.
 */
export const conditionOfSpan: Readonly<Record<Span, string>> = {
  touching: `indexHint(${touching})`,
  'at-rest': 'begun_quarter >= {beginsFrom: UInt32} AND rest_quarter < {restsBefore: UInt32}',
  moving: `${touching} AND (begun_quarter < {beginsFrom: UInt32} OR rest_quarter >= {restsBefore: UInt32})`,
};

/** A rating may say of these another thing than its case, even one that names whoever answers for it. */
const ofRatingAlone: readonly Dimension[] = ['channel', 'service', 'level'];

/** Whether ratings may be counted by their cases: only where each counts for whom it names, and by what both of them have. */
export const countsAtHome = ({ policy, by, within, filters }: FigureQuestion): boolean =>
  policy === 'finisher' && ofRatingAlone.every((dimension) => by !== dimension && within !== dimension && filters[dimension] === undefined);

/** That a rating names whoever answers for its case, in everything that both have; migration 14 has the same of all ratings. */
export const isAtHome = ['section', 'unit', 'department', 'district'].map((level) => `rated_${level} = if(${level} = '', '-', ${level})`).concat("rated_staff = if(holder = '', '-', holder)").join(' AND ');

/** What ratings are called in their source: all of a case, or those that name somebody else than who answers for it. */
export const ratingsOf = {
  all: `rated.at AS at, rated.marks AS marks, rated.rectify_due_at AS rectify_due_at, rated.section AS rated_section, rated.staff AS rated_staff,
  ratings.unit AS rated_unit, ratings.department AS rated_department, ratings.district AS rated_district,
  ratings.service AS service, ratings.channel AS rated_channel,
  ratings.revisited_at AS revisited_at, ratings.revisit_satisfied AS revisit_satisfied`,
  away: `rated_away.at AS at, rated_away.marks AS marks, rated_away.rectify_due_at AS rectify_due_at,
  rated_away.section AS rated_section, rated_away.staff AS rated_staff, rated_away.unit AS rated_unit,
  rated_away.department AS rated_department, rated_away.district AS rated_district`,
} as const;
