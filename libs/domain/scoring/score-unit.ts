import { assess, readAssessment, type ReadAssessment } from './assess.js';
import { measureOf, type Indicators } from './figures.js';
import type { ScoringScheme } from './scheme.js';
import type { ScoreNode } from './score-tree.js';
import { subjectOf, type ScoreInput } from './subject.js';

/** The three assessments side by side; null where the scheme has none of that kind. */
export type Scorecard = {
  readonly scheme: string;
  readonly version: string;
  readonly unit: string;
  readonly unitClass: string | null;
  readonly sortNo: number | null;
  /** How many cases it rests on, by the measure the scheme counts by. */
  readonly n: number;
  readonly key: ScoreNode;
  readonly development: ScoreNode | null;
  readonly differentiated: ScoreNode | null;
};

/** The key assessment of a unit, read once: for its points, and for what other weights would make of it. */
export const readKey = (scheme: ScoringScheme, indicators: Indicators, input: ScoreInput): ReadAssessment =>
  readAssessment(scheme.assessments.key, subjectOf(scheme, indicators, input, 'key'));

/**
 * The scorecard of one unit. Equal inputs give equal trees, field by field: nothing here reads a clock or draws lots.
 *
 * @param indicators every indicator the scheme names (`checkFigures` says whether they are all there)
 */
export const scoreUnit = (scheme: ScoringScheme, indicators: Indicators, input: ScoreInput): Scorecard => {
  const { unit, unitClass, sortNo, measures } = input.figures;
  const { development, differentiated } = scheme.assessments;
  return {
    scheme: scheme.name,
    version: scheme.version,
    unit,
    unitClass,
    sortNo,
    n: measureOf(measures, scheme.countedBy),
    key: assess(scheme.assessments.key, subjectOf(scheme, indicators, input, 'key')),
    development: development === null ? null : assess(development, subjectOf(scheme, indicators, input, 'development')),
    differentiated: differentiated === null ? null : assess(differentiated, subjectOf(scheme, indicators, input, 'differentiated')),
  };
};
