import { fraction, fractionOf, multiply, type Fraction } from '../kernel/fraction.js';

/** Additive integers by measure: counts of cases, or milliseconds. A measure that is not there counts nothing: 0. */
export type Measures = Readonly<Record<string, number>>;

/** What a unit did in a period. */
export type UnitFigures = {
  readonly unit: string;
  /** The peer class; null: none is known. */
  readonly unitClass: string | null;
  /** The official order of units. */
  readonly sortNo: number | null;
  readonly measures: Measures;
};

/** A ratio of two measures, as the registry of metrics states it. */
export type Indicator = {
  readonly id: string;
  readonly numerator: string;
  readonly denominator: string;
  /** What the ratio is multiplied with to be read: 100 for per cent, 1,000 for cards per thousand cases, 1 for a mean. */
  readonly scale: number;
  readonly direction: 'higher' | 'lower';
  /**
   * The greatest value one case can add to the numerator: 1 for a share of cases, 100 for points of a rating. It bounds
   * how far luck can carry the ratio. Absent: 1. Null: there is none, and nothing is said about luck.
   */
  readonly perCaseMax?: number | null;
  /** The measure that counts the cases behind a ratio of times. Absent: the denominator counts them. */
  readonly cases?: string;
};

export type Indicators = ReadonlyMap<string, Indicator>;

/** What a scheme may name. */
export type KnownFigures = { readonly measures: ReadonlySet<string>; readonly indicators: Indicators };

export const indicatorsOf = (list: readonly Indicator[]): Indicators => new Map(list.map((indicator) => [indicator.id, indicator]));

export const measureOf = (measures: Measures, id: string): number => measures[id] ?? 0;

/** The exact value in the indicator's own scale; null where the denominator counts nothing. */
export const valueOf = ({ numerator, denominator, scale }: Indicator, measures: Measures): Fraction | null => {
  const below = measureOf(measures, denominator);
  if (below === 0) return null;
  return multiply(fraction(BigInt(measureOf(measures, numerator)), BigInt(below)), fractionOf(scale));
};

/** The indicator of a name. Throws where the registry has none: a scheme is checked against it before it is used. */
export const indicatorNamed = (indicators: Indicators, id: string): Indicator => {
  const found = indicators.get(id);
  if (found === undefined) throw new Error(`the registry has no indicator "${id}": check the scheme with checkFigures first`);
  return found;
};

/** The sum of several units' measures: what their class, or their department, did. */
export const totalOf = (units: readonly UnitFigures[]): Measures => {
  const total: Record<string, number> = {};
  for (const { measures } of units) for (const [id, value] of Object.entries(measures)) total[id] = (total[id] ?? 0) + value;
  return total;
};
