import { fraction, multiply } from '../kernel/fraction.js';
import { exactFigure, measureOf, type Measures } from './figures.js';
import { floorToUnits, toUnits, unitsOf, unitsPerPoint, type PointUnits } from './points.js';
import type { Deduction, Tally } from './scheme.js';
import { nodeOf, type ScoreNode, type ServiceTime } from './score-tree.js';

export type Counting = { readonly tallies: readonly Tally[]; readonly deductions: readonly Deduction[] };

const pointsOf = (count: number, each: PointUnits, cap: PointUnits | null): PointUnits => {
  // Of a case that was shared out each holder bears a share of the points, downwards to the last digit.
  const all = Number.isInteger(count) ? toUnits(BigInt(count) * BigInt(each)) : floorToUnits(multiply(exactFigure(count), fraction(BigInt(each), BigInt(unitsPerPoint))));
  return cap === null ? all : Math.max(all, cap);
};

/** Points per month of service, downwards. */
export const perMonth = (points: PointUnits, { days, daysPerMonth }: ServiceTime): PointUnits =>
  floorToUnits(fraction(BigInt(points) * BigInt(daysPerMonth), BigInt(days) * BigInt(unitsPerPoint)));

type Read = { readonly count: number; readonly pointsEach: PointUnits; readonly cap: PointUnits | null; readonly points: PointUnits };

const readCount = (entry: Tally | Deduction, measures: Measures, service: ServiceTime | null): Read => {
  const count = measureOf(measures, entry.measure);
  const pointsEach = unitsOf(entry.points);
  const cap = 'cap' in entry && entry.cap !== null ? unitsOf(entry.cap) : null;
  const literal = pointsOf(count, pointsEach, cap);
  return { count, pointsEach, cap, points: service === null ? literal : perMonth(literal, service) };
};

const leafOf = (entry: Tally | Deduction, kind: 'tally' | 'deduction', measures: Measures, service: ServiceTime | null): ScoreNode => {
  const { id, title, measure } = entry;
  const { count, pointsEach, cap, points } = readCount(entry, measures, service);
  return nodeOf({
    id,
    label: title,
    kind,
    formula: { rule: 'per-count', measure, pointsEach, cap, perMonthsOfService: service },
    inputs: [{ measure, of: 'unit', value: count }],
    n: count,
    value: String(count),
    points,
  });
};

/**
 * Tallies and deductions as leaves: so many points for each count. A count of nothing is 0 points, which is data: there
 * were no cards. With a time of service they are per month of it.
 */
export const scoreCounts = ({ tallies, deductions }: Counting, measures: Measures, service: ServiceTime | null): readonly ScoreNode[] => [
  ...tallies.map((tally) => leafOf(tally, 'tally', measures, service)),
  ...deductions.map((deduction) => leafOf(deduction, 'deduction', measures, service)),
];

/** What these leaves come to. */
export const pointsOfCounts = ({ tallies, deductions }: Counting, measures: Measures, service: ServiceTime | null): PointUnits => {
  let points = 0;
  for (const tally of tallies) points += readCount(tally, measures, service).points;
  for (const deduction of deductions) points += readCount(deduction, measures, service).points;
  return points;
};
