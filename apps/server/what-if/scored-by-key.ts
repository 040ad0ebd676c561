import type { ReadAssessment } from '@mingxiao/domain/scoring/assess';
import { rankScores, type RankedScore } from '@mingxiao/domain/scoring/ranks/rank-scores';
import { scoredByReading, scoredByTree, type ScoredUnit } from '@mingxiao/domain/scoring/ranks/scored-unit';
import { scoreChief } from '@mingxiao/domain/scoring/score-chief';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { readKey } from '@mingxiao/domain/scoring/score-unit';
import { weightsFor } from '@mingxiao/domain/scoring/weights';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import type { UnitInput } from '../scorecards/scored-set.js';

const { indicators } = scoringFigures;

/** A scheme, and what every unit is scored on under it. */
export type ToBeScored = { readonly scheme: ScoringScheme; readonly inputs: readonly UnitInput[] };

/** Every unit's key assessment, read once. */
export const readKeys = ({ scheme, inputs }: ToBeScored): readonly ReadAssessment[] => inputs.map(({ input }) => readKey(scheme, indicators, input));

/** Where a chief is scored on the staff, the mean by months of service is the one that does not reward size. */
const scoredUnit = (scheme: ScoringScheme, { input, staff }: UnitInput): ScoredUnit => {
  const alone = scoredByReading(readKey(scheme, indicators, input), weightsFor(scheme.assessments.key, input.figures.unitClass));
  return scheme.staff === null ? alone : scoredByTree(input.figures, alone.n, scoreChief(scheme, indicators, input, staff).normalised);
};

/** Ranks units by the key assessment of a scheme. Pure, and without trees: a comparison of two schemes shows none. */
export const rankByKey = ({ scheme, inputs }: ToBeScored): readonly RankedScore[] => rankScores(scheme, indicators, inputs.map((one) => scoredUnit(scheme, one)));
