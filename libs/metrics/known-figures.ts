import { indicatorIds, measureIds } from '@mingxiao/contracts/metrics';
import { indicatorsOf, type Indicator as ScoredIndicator, type KnownFigures } from '@mingxiao/domain/scoring/figures';
import type { Ratio } from './indicators/indicator.js';
import { indicatorOf } from './indicators/indicators.js';
import { pointsByLevel } from './measures/rating-measures.js';

/** Schemes read shares in per cent, as policy papers write them. */
const scoredScale = ({ unit, scale }: Ratio): number => (unit === 'share' ? 100 * scale : scale);

const scored = (ratio: Ratio): ScoredIndicator => ({
  id: ratio.id,
  numerator: ratio.numerator,
  denominator: ratio.denominator,
  scale: scoredScale(ratio),
  direction: ratio.direction === 'lower' ? 'lower' : 'higher',
  ...(ratio.unit === 'points' ? { perCaseMax: pointsByLevel[5] } : {}),
  ...(ratio.n === ratio.denominator ? {} : { cases: ratio.n }),
});

/** What a scoring scheme may name: every measure, and every indicator that is a ratio, in the scale that schemes read. */
export const knownFigures = (): KnownFigures => ({
  measures: new Set(measureIds),
  indicators: indicatorsOf(indicatorIds.map(indicatorOf).flatMap((indicator) => (indicator.type === 'ratio' ? [scored(indicator)] : []))),
});
