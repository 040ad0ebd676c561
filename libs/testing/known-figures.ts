import { indicatorsOf, type Indicator, type KnownFigures } from '@mingxiao/domain/scoring/figures';

const share = (id: string, numerator: string, denominator: string, direction: 'higher' | 'lower' = 'higher'): Indicator => ({ id, numerator, denominator, scale: 100, direction });

/** Indicators as a registry states them, enough for every scheme that ships; figures of tests rest on these. */
export const testIndicators: readonly Indicator[] = [
  share('onTimePromised', 'onTimePromised', 'withPromised'),
  share('onTimeStatutory', 'onTimeStatutory', 'withStatutory'),
  share('speedUp', 'savedMs', 'limitMs'),
  share('suspendedShare', 'suspendedMs', 'usedMs', 'lower'),
  { id: 'transfersPerCase', numerator: 'transfers', denominator: 'finished', scale: 1, direction: 'lower' },
  share('instantDecision', 'instantDecided', 'finished'),
  { id: 'redPer1000', numerator: 'reds', denominator: 'finished', scale: 1000, direction: 'lower' },
  share('ratingRate', 'ratedActive', 'rateable'),
  share('favourable', 'favourable', 'valid'),
  share('negative', 'negatives', 'valid', 'lower'),
  { id: 'meanPoints', numerator: 'points', denominator: 'valid', scale: 1, direction: 'higher', perCaseMax: 100 },
  share('rectifiedOnTime', 'rectifiedOnTime', 'negativesDue'),
  share('responded', 'responded', 'calledBack'),
  share('solved', 'solved', 'calledBack'),
  share('satisfied', 'satisfied', 'calledBack'),
];

/** Everything a scheme of a test may name. */
export const knownFigures: KnownFigures = {
  indicators: indicatorsOf(testIndicators),
  measures: new Set([...testIndicators.flatMap(({ numerator, denominator }) => [numerator, denominator]), 'accepted', 'openOverdue', 'yellows', 'complaints', 'warnings']),
};
