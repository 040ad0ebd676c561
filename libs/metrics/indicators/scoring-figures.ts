import { measureIds, ratioIds } from '@mingxiao/contracts/metrics';
import { indicatorsOf, type Indicator, type KnownFigures } from '@mingxiao/domain/scoring/figures';
import type { Ratio } from './indicator.js';
import { ratioOf } from './ratios.js';

/** Schemes are written and read by people, who say 95 per cent and not 0.95. */
const sharesInPercent = 100;

/** The most one case can add to the numerator, which is how far luck can carry a ratio; null: there is no such bound. */
const perCaseMax: Readonly<Record<Ratio['unit'], number | null>> = { count: null, seconds: null, ms: null, share: 1, points: 100, 'per-1000': 1, 'per-case': null };

const indicatorFor = (ratio: Ratio): Indicator[] => {
  const { id, numerator, denominator, n, unit, direction } = ratio;
  if (direction === 'neutral') return [];
  return [{ id, numerator, denominator, scale: unit === 'share' ? sharesInPercent * ratio.scale : ratio.scale, direction, perCaseMax: perCaseMax[unit], cases: n }];
};

/** What a scheme may name: every measure, and every ratio of which one direction is better; shares in per cent. */
export const scoringFigures: KnownFigures = {
  measures: new Set(measureIds),
  indicators: indicatorsOf(ratioIds.map(ratioOf).flatMap(indicatorFor)),
};
