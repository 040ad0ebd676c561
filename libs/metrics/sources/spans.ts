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
