import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { IndicatorId, MeasureId, QuantileId } from '@mingxiao/contracts/metrics';
import type { RankingRow, Share } from '@mingxiao/contracts/rankings';
import type { ChildFigures } from '../figures/figure-statement.js';
import { indicatorValueOf } from '../figures/indicator-values.js';
import type { Indicator } from '../indicators/indicator.js';
import { indicatorOf } from '../indicators/indicators.js';
import { intervalOf } from './chance-of-rows.js';
import { ranksOf } from './rank-order.js';

/** What the interface calls a unit, and its official place; null where no reference event has defined it. */
export type UnitLabel = { readonly name: LocalizedText; readonly sortNo: number | null } | null;

/** The measures and quantiles that every ranking shows, whatever it ranks by. */
export const rankingMeasures = [
  'accepted',
  'finished',
  'reopened',
  'openOverdue',
  'onTimePromised',
  'withPromised',
  'onTimeStatutory',
  'withStatutory',
  'valid',
  'levelSum',
] as const satisfies readonly MeasureId[];
export const rankingQuantiles = ['medianElapsed', 'p90Elapsed', 'medianUsed', 'p90Used'] as const satisfies readonly QuantileId[];

/** Turns figures into a ranking by one indicator. In official order, then by id. */
export const toRankingRows = (figures: readonly ChildFigures[], metric: IndicatorId, labelOf: (unit: string) => UnitLabel): RankingRow[] => {
  const indicator = indicatorOf(metric);
  const rows = figures.map((child) => toRow(child, indicator, labelOf(child.child)));
  const ranks = ranksOf(rows, indicator);
  return rows.map((row, index) => ({ ...row, ...ranks[index] })).sort(officialOrder);
};

const toRow = (child: ChildFigures, indicator: Indicator, label: UnitLabel): RankingRow => {
  const metric = indicatorValueOf(child, indicator, 'finisher');
  const count = (id: (typeof rankingMeasures)[number]): number => child.measures[id] ?? 0;
  const seconds = (id: QuantileId): number | null => child.quantiles[id]?.seconds ?? null;
  const share = (numerator: 'onTimePromised' | 'onTimeStatutory', denominator: 'withPromised' | 'withStatutory'): Share => ({
    numerator: count(numerator),
    denominator: count(denominator),
  });
  return {
    unit: child.child === '' ? null : child.child,
    name: label?.name ?? null,
    sortNo: label?.sortNo ?? null,
    rank: null,
    rankNote: null,
    accepted: count('accepted'),
    finished: count('finished'),
    reopened: count('reopened'),
    openOverdue: count('openOverdue'),
    onTimePromised: share('onTimePromised', 'withPromised'),
    onTimeStatutory: share('onTimeStatutory', 'withStatutory'),
    medianElapsedSeconds: seconds('medianElapsed'),
    p90ElapsedSeconds: seconds('p90Elapsed'),
    medianUsedSeconds: seconds('medianUsed'),
    p90UsedSeconds: seconds('p90Used'),
    ratings: count('valid'),
    meanRating: count('valid') === 0 ? null : count('levelSum') / count('valid'),
    metric,
    interval: intervalOf(child, indicator),
    shrunk: null,
    range: null,
    group: null,
    adjusted: null,
  };
};

const officialOrder = (a: RankingRow, b: RankingRow): number =>
  (a.sortNo ?? Number.MAX_SAFE_INTEGER) - (b.sortNo ?? Number.MAX_SAFE_INTEGER) || compareText(a.unit ?? '\uffff', b.unit ?? '\uffff');

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
