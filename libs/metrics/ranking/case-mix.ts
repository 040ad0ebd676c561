import type { RankingRow } from '@mingxiao/contracts/rankings';
import { wilsonInterval } from '@mingxiao/domain/scoring/intervals/wilson-interval';
import { adjustForCaseMix, type MixedUnit, type Stratum } from '@mingxiao/domain/scoring/ranks/case-mix';
import type { ChildFigures } from '../figures/figure-statement.js';
import type { Indicator } from '../indicators/indicator.js';
import { withinSeparator } from '../sources/question.js';
import { isShareOfCases } from './chance-of-rows.js';

/** Figures of one season, put together by unit and service item. */
export type SeasonFigures = { readonly season: string; readonly children: readonly ChildFigures[] };

type Parts = { readonly numerator: keyof ChildFigures['measures']; readonly denominator: keyof ChildFigures['measures'] };

const mixedUnits = (seasons: readonly SeasonFigures[], { numerator, denominator }: Parts): readonly MixedUnit[] => {
  const units = new Map<string, Stratum[]>();
  for (const { season, children } of seasons) {
    for (const { child, measures } of children) {
      const [unit = '', item = ''] = child.split(withinSeparator);
      const strata = units.get(unit) ?? [];
      strata.push({ stratum: `${season}/${item}`, successes: measures[numerator] ?? 0, trials: measures[denominator] ?? 0 });
      units.set(unit, strata);
    }
  }
  return [...units].map(([unit, strata]) => ({ unit, strata }));
};

const sumOf = (strata: readonly Stratum[], part: 'successes' | 'trials'): number => strata.reduce((sum, one) => sum + one[part], 0);

/**
 * The rows with their share adjusted for what kinds of cases each unit had, compared with all units of the ranking. Null
 * where a share is no share of cases, where all together reached nothing on such cases, or where the seasons do not add
 * up to the share itself: then it is not additive over time, and adjusting it would say something else. The interval alone
 * is null where the unit counts more than its denominator.
 */
export const withCaseMix = (rows: readonly RankingRow[], indicator: Indicator, seasons: readonly SeasonFigures[]): RankingRow[] => {
  if (!isShareOfCases(indicator)) return [...rows];
  const mixed = mixedUnits(seasons, indicator);
  const strataOf = new Map(mixed.map(({ unit, strata }) => [unit, strata]));
  const adjusted = new Map(adjustForCaseMix(mixed).map((one) => [one.unit, one]));
  return rows.map((row) => {
    const [strata, found] = [strataOf.get(row.unit ?? '') ?? [], adjusted.get(row.unit ?? '')];
    if (row.metric.type !== 'ratio' || found === undefined || found.adjusted === null || found.expected === null) return row;
    const { numerator, denominator } = row.metric;
    if (sumOf(strata, 'successes') !== numerator || sumOf(strata, 'trials') !== denominator) return row;
    const observed = wilsonInterval(numerator, denominator);
    const factor = found.factor ?? 1;
    return { ...row, adjusted: { value: found.adjusted, expected: found.expected, interval: observed && { lower: observed.lower * factor, upper: observed.upper * factor } } };
  });
};
