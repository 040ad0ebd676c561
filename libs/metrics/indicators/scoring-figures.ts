import { measureIds, ratioIds, type MetricList } from '@mingxiao/contracts/metrics';
import { indicatorsOf, type Indicator, type KnownFigures } from '@mingxiao/domain/scoring/figures';
import { surveyFigures } from '../surveys/survey-figures.js';
import type { Ratio } from './indicator.js';
import { ratioOf } from './ratios.js';

/** Schemes are written and read by people, who say 95 per cent and not 0.95. */
const sharesInPercent = 100;

/** The most one case can add to the numerator, which is how far luck can carry a ratio; null: there is no such bound. */
const perCaseMax: Readonly<Record<Ratio['unit'], number | null>> = { count: null, seconds: null, ms: null, share: 1, points: 100, 'per-1000': 1, 'per-case': null };

type Scored = Pick<Ratio, 'unit' | 'direction' | 'scale'> & Pick<Indicator, 'id' | 'numerator' | 'denominator'> & { readonly n: string };

const indicatorFor = ({ id, numerator, denominator, n, scale, unit, direction }: Scored): Indicator[] =>
  direction === 'neutral' ? [] : [{ id, numerator, denominator, scale: unit === 'share' ? sharesInPercent * scale : scale, direction, perCaseMax: perCaseMax[unit], cases: n }];

const idsOf = ({ measures, indicators }: MetricList['surveys']): readonly string[] => [...measures, ...indicators].map(({ id }) => id);

/** What a scheme may name: every measure, and every ratio of which one direction is better; shares in per cent. Of surveys only departments have any. */
export const scoringFigures: KnownFigures = {
  measures: new Set([...measureIds, ...surveyFigures.measures.map(({ id }) => id)]),
  indicators: indicatorsOf([...ratioIds.map(ratioOf), ...surveyFigures.indicators].flatMap(indicatorFor)),
  levelOf: new Map(idsOf(surveyFigures).map((id) => [id, 'department'])),
};
