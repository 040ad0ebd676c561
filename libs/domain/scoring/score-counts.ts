import { fraction } from '../kernel/fraction.js';
import { measureOf, type Measures } from './figures.js';
import { floorToUnits, toUnits, unitsOf, unitsPerPoint, type PointUnits } from './points.js';
import type { Deduction, Tally } from './scheme.js';
import { nodeOf, type ScoreNode, type ServiceTime } from './score-tree.js';

export type Counting = { readonly tallies: readonly Tally[]; readonly deductions: readonly Deduction[] };

const pointsOf = (count: number, each: PointUnits, cap: PointUnits | null): PointUnits => {
  const all = toUnits(BigInt(count) * BigInt(each));
  return cap === null ? all : Math.max(all, cap);
};

/** Points per month of service, downwards. */
export const perMonth = (points: PointUnits, { days, daysPerMonth }: ServiceTime): PointUnits =>
  floorToUnits(fraction(BigInt(points) * BigInt(daysPerMonth), BigInt(days) * BigInt(unitsPerPoint)));

/** What is added for a count, and how it is shown. */
export type ReadCount = { readonly points: PointUnits; readonly leaf: () => ScoreNode };

const readCount = (entry: Tally | Deduction, kind: 'tally' | 'deduction', measures: Measures, service: ServiceTime | null): ReadCount => {
  const { id, title, measure } = entry;
  const count = measureOf(measures, measure);
  const pointsEach = unitsOf(entry.points);
  const cap = 'cap' in entry && entry.cap !== null ? unitsOf(entry.cap) : null;
  const literal = pointsOf(count, pointsEach, cap);
  const points = service === null ? literal : perMonth(literal, service);
  const formula = { rule: 'per-count', measure, pointsEach, cap, perMonthsOfService: service } as const;
  return { points, leaf: () => nodeOf({ id, label: title, kind, formula, inputs: [{ measure, of: 'unit', value: count }], n: count, value: String(count), points }) };
};

/**
 * Tallies and deductions: so many points for each count. A count of nothing is 0 points, which is data: there were no cards.
 * With a time of service they are per month of it.
 */
export const readCounts = ({ tallies, deductions }: Counting, measures: Measures, service: ServiceTime | null): readonly ReadCount[] => [
  ...tallies.map((tally) => readCount(tally, 'tally', measures, service)),
  ...deductions.map((deduction) => readCount(deduction, 'deduction', measures, service)),
];
