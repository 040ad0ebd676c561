import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { directions, MeasureId } from '@mingxiao/contracts/metrics';

/** Where the rows of a measure come from; each is a statement in `sources/`. */
export type SourceId = 'cases' | 'ratings' | 'holdings';

export type Direction = (typeof directions)[number];

/** What a measure is counted in. Milliseconds are working time unless the meaning says otherwise. */
export type MeasureUnit = 'count' | 'ms' | 'points';

/**
 * An additive measure: the rows of its source that fulfil both conditions, each with a whole value, added up. The texts
 * are SQL of ours over the names that the source defines; no word of a request ever stands in them.
 */
export type Measure = {
  readonly id: MeasureId;
  readonly name: LocalizedText;
  readonly meaning: LocalizedText;
  readonly unit: MeasureUnit;
  /** What is better, where either is. */
  readonly direction: Direction;
  /** Law or guide the definition rests on. */
  readonly legalBasis: readonly string[];
  readonly source: SourceId;
  /** Which instant puts a row into the period: a name the source defines. */
  readonly when: string;
  /** What else has to hold; null: nothing. */
  readonly condition: string | null;
  /** A whole number per row; null: each row counts once. */
  readonly value: string | null;
  /**
   * Where the value is 0 of itself: 'without-condition' where the condition does not hold, 'elsewhere' in every row that
   * does not count. What adds nothing need not be looked at a second time, which is a tenth of a statement for each.
   */
  readonly zero: 'without-condition' | 'elsewhere' | null;
  /**
   * Of ratings: the aggregate over cases at rest (sources/at-rest.sql) that gives it for those that name whoever answers for
   * their case. Null: nothing is kept of it, so it is always counted rating by rating.
   */
  readonly atRest: string | null;
};

/** What a measure says of itself beside its id; the rest is filled with what most measures have. */
export type MeasureText = Pick<Measure, 'name' | 'meaning' | 'when'> & Partial<Omit<Measure, 'id' | 'name' | 'meaning' | 'when'>>;

export const measure = (text: MeasureText): Omit<Measure, 'id'> => ({
  unit: 'count',
  direction: 'neutral',
  legalBasis: [],
  source: 'cases',
  condition: null,
  value: null,
  zero: null,
  atRest: null,
  ...text,
});

/** A bilingual text: Chinese first. */
export const both = (zh: string, en: string): LocalizedText => ({ zh, en });
