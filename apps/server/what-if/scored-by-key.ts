import type { ReadAssessment } from '@mingxiao/domain/scoring/assess';
import type { PriorOf } from '@mingxiao/domain/scoring/ranks/class-prior';
import { rankScores, type RankedScore } from '@mingxiao/domain/scoring/ranks/rank-scores';
import { scoredByReading, scoredByTree, type ScoredUnit } from '@mingxiao/domain/scoring/ranks/scored-unit';
import { readChief, scoreChief } from '@mingxiao/domain/scoring/score-chief';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { readKey } from '@mingxiao/domain/scoring/score-unit';
import { weightsByClass, type WeightsOfClass } from '@mingxiao/domain/scoring/weights';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import type { UnitInput } from '../scorecards/scored-set.js';

const { indicators } = scoringFigures;

/** The key assessment that each unit stands by, as it was read, of all that have one; and where each stands. */
export type ScoredByKey = { readonly read: readonly ReadAssessment[]; readonly ranked: readonly RankedScore[] };

/** Where a chief is scored on the staff, the mean by months of service is the one that does not reward size. */
const scoredUnit = (scheme: ScoringScheme, weightsOf: WeightsOfClass, { input, staff }: UnitInput, read: ReadAssessment): ScoredUnit => {
  const alone = scoredByReading(read, weightsOf(input.figures.unitClass));
  return scheme.staff === null ? alone : scoredByTree(input.figures, alone.n, scoreChief(scheme, indicators, input, staff).normalised, staff);
};

/** Ranks units by the key assessment of a scheme. Pure, and without trees: a comparison of two schemes shows none. */
export const scoreByKey = (scheme: ScoringScheme, inputs: readonly UnitInput[], priorOf: PriorOf): ScoredByKey => {
  const weightsOf = weightsByClass(scheme.assessments.key);
  const all = inputs.map((one) => ({ one, read: readKey(scheme, indicators, one.input) }));
  // A chief stands by what the staff did in their months of service, too.
  const standing = scheme.staff === null ? all.map(({ read }) => read) : inputs.flatMap(({ input, staff }) => readChief(scheme, indicators, input, staff) ?? []);
  return { read: standing, ranked: rankScores(scheme, indicators, all.map(({ one, read }) => scoredUnit(scheme, weightsOf, one, read)), { priorOf }) };
};
