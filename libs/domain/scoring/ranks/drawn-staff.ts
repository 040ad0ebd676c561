import { indicatorOfSum, measureOf, type Indicator, type Indicators } from '../figures.js';
import type { ScoringScheme } from '../scheme.js';
import type { PriorOf } from './class-prior.js';
import type { Moments } from './luck.js';
import type { ScoredUnit } from './scored-unit.js';
import { uncertainFigures } from './uncertain-figures.js';

/** So many points for each count of an indicator's numerator. */
type DrawnCount = { readonly indicator: Indicator; readonly points: number };

/** A bounded deduction stands as it is, and so does what is no part of an indicator. */
const countsOf = ({ staff }: ScoringScheme, indicators: Indicators): readonly DrawnCount[] => {
  if (staff === null) return [];
  const unbounded = staff.deductions.filter(({ cap }) => cap === null);
  return [...staff.tallies, ...unbounded].flatMap(({ measure, points }) => {
    const indicator = indicatorOfSum(indicators, measure);
    return indicator === null ? [] : [{ indicator, points }];
  });
};

/**
 * What the points of every chief's staff may really be, in the order of the units. How many ratings there were stands as it
 * is; what they came to on average is known only as far as so many tell, each class heard, as any other figure of a score.
 */
export const drawnStaff = (scheme: ScoringScheme, indicators: Indicators, units: readonly ScoredUnit[], priorOf: PriorOf): readonly Moments[] => {
  const moments = units.map(({ given }) => ({ mean: given, deviation: 0 }));
  for (const { indicator, points } of countsOf(scheme, indicators)) {
    const together = units.map(({ figures, staff }) => ({ ...figures, measures: staff }));
    const known = uncertainFigures({ kind: 'indicator', id: indicator.id }, scheme, indicators, together, priorOf);
    known.forEach(({ observed, full, moments: share }, index) => {
      const [unit, moment] = [units[index], moments[index]];
      if (observed === null || unit === undefined || moment === undefined) return;
      const times = (points * unit.perCount * measureOf(unit.staff, indicator.denominator)) / indicator.scale;
      moment.mean += times * (full * share.mean - observed);
      moment.deviation = Math.hypot(moment.deviation, times * full * share.deviation);
    });
  }
  return moments;
};
