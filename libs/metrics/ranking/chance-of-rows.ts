import type { MeasureId } from '@mingxiao/contracts/metrics';
import type { RangesListenTo, RankingRow } from '@mingxiao/contracts/rankings';
import { meanInterval } from '@mingxiao/domain/scoring/intervals/mean-interval';
import { wilsonInterval, type Interval } from '@mingxiao/domain/scoring/intervals/wilson-interval';
import { usualRankOptions } from '@mingxiao/domain/scoring/ranks/rank-options';
import { rankRates, type RateUnit } from '@mingxiao/domain/scoring/ranks/rank-rates';
import type { ChildFigures } from '../figures/figure-statement.js';
import type { Indicator, Ratio } from '../indicators/indicator.js';
import { minimumCases } from './rank-order.js';

/** Draws in all: what thousands of units share, so that a ranking of all staff of a city still answers. */
const drawsMax = 2_000_000;
const drawsLeast = 200;

/** Whether every case is one trial of a share, so that it is known how chance moves it. */
export const isShareOfCases = (indicator: Indicator): indicator is Ratio =>
  indicator.type === 'ratio' && indicator.unit === 'share' && indicator.n === indicator.denominator;

/** What the interval of an indicator takes beside the measures of the indicator itself. */
export const measuresForInterval = ({ id }: Indicator): readonly MeasureId[] => (id === 'meanPoints' ? ['pointsSquared'] : []);

/** 95 %: Wilson's for a share of cases, Student's for the mean points of ratings; null where chance is not known to move it. */
export const intervalOf = ({ measures }: ChildFigures, indicator: Indicator): Interval | null => {
  const count = (id: MeasureId): number => measures[id] ?? 0;
  if (indicator.id === 'meanPoints') return meanInterval(count('valid'), count('points'), count('pointsSquared'));
  return isShareOfCases(indicator) ? wilsonInterval(count(indicator.numerator), count(indicator.denominator)) : null;
};

/** Whose numerator passes the denominator did not have so many trials: of its chance nothing is known, nor of its rank's. */
const rateUnits = (rows: readonly RankingRow[], classOf: (unit: string) => string | null): readonly RateUnit[] =>
  rows.flatMap(({ unit, metric }) =>
    unit === null || metric.type !== 'ratio' || metric.numerator < 0 || metric.numerator > metric.denominator ? [] : [{ unit, unitClass: classOf(unit), successes: metric.numerator, trials: metric.denominator }],
  );

/** Who is heard beside a unit's own cases, and the k of "among the first k". */
type RangesAsked = { readonly listenTo: Exclude<RangesListenTo, 'none'>; readonly top: number };

/**
 * The rows with where their true ranks may lie, and who cannot be told apart. Rows of an indicator that is no share of
 * cases stay as they are, and so does a row that counts more than its denominator. The same rows give the same ranges.
 *
 * @param classOf the peer class of a unit; null: units without a class are one another's peers
 */
export const withRanges = (rows: readonly RankingRow[], indicator: Indicator, { listenTo, top }: RangesAsked, classOf: (unit: string) => string | null): RankingRow[] => {
  if (!isShareOfCases(indicator)) return [...rows];
  const units = rateUnits(rows, classOf);
  const draws = Math.max(drawsLeast, Math.min(usualRankOptions.draws, Math.floor(drawsMax / Math.max(1, units.length))));
  const direction = indicator.direction === 'lower' ? 'lower' : 'higher';
  const ranked = new Map(rankRates(units, { minimumCases, draws, direction, top, shrink: listenTo === 'class' }).map((one) => [one.unit, one]));
  return rows.map((row) => {
    const found = row.unit === null ? undefined : ranked.get(row.unit);
    if (found === undefined) return row;
    return { ...row, shrunk: listenTo === 'class' ? found.shrunk : null, range: found.range, group: found.group };
  });
};
