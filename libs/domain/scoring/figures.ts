import type { ScoringScheme } from './scheme.js';
import { divide, fraction, fractionOf, multiply, type Fraction } from '../kernel/fraction.js';

/**
 * Additive numbers by measure: counts of cases, or milliseconds. Whole ones, but where cases are shared out among their holders: then counts
 * have six digits behind the point, as shares have. A measure that is not there counts nothing: 0.
 */
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
export type KnownFigures = {
  readonly measures: ReadonlySet<string>;
  readonly indicators: Indicators;
  /** By measure or indicator: the only level that has it. What is not there every level has. */
  readonly levelOf?: ReadonlyMap<string, ScoringScheme['level']>;
};

export const indicatorsOf = (list: readonly Indicator[]): Indicators => new Map(list.map((indicator) => [indicator.id, indicator]));

export const measureOf = (measures: Measures, id: string): number => measures[id] ?? 0;

/** A figure, exactly. Nearly all are whole. */
export const exactFigure = (figure: number): Fraction => (Number.isInteger(figure) ? fraction(BigInt(figure)) : fractionOf(figure));

/** The exact value in the indicator's own scale; null where the denominator counts nothing. */
export const valueOf = ({ numerator, denominator, scale }: Indicator, measures: Measures): Fraction | null => {
  const [above, below] = [measureOf(measures, numerator), measureOf(measures, denominator)];
  if (below === 0) return null;
  const isWhole = Number.isInteger(above) && Number.isInteger(below);
  return multiply(isWhole ? fraction(BigInt(above), BigInt(below)) : divide(exactFigure(above), exactFigure(below)), fractionOf(scale));
};

/** The indicator of a name. Throws where the registry has none: a scheme is checked against it before it is used. */
export const indicatorNamed = (indicators: Indicators, id: string): Indicator => {
  const found = indicators.get(id);
  if (found === undefined) throw new Error(`the registry has no indicator "${id}": check the scheme with checkFigures first`);
  return found;
};

/** The indicator that a sum is the numerator of, its cases bounded: what tells how far chance can have carried the sum. Null: there is none. */
export const indicatorOfSum = (indicators: Indicators, measure: string): Indicator | null =>
  [...indicators.values()].find(({ numerator, perCaseMax }) => numerator === measure && perCaseMax !== null) ?? null;

const millionths = 1_000_000;

/** Doubles cannot add tenths; sums of shares are brought back to the digits that shares have. */
const plus = (a: number, b: number): number => (Number.isInteger(a) && Number.isInteger(b) ? a + b : Math.round((a + b) * millionths) / millionths);

/** The sum of several units' measures: what their class, or their department, did. */
export const totalOf = (units: readonly Pick<UnitFigures, 'measures'>[]): Measures => {
  const total: Record<string, number> = {};
  for (const { measures } of units) for (const [id, value] of Object.entries(measures)) total[id] = plus(total[id] ?? 0, value);
  return total;
};
