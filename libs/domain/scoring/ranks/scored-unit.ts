import { pointsUnder, type ReadAssessment } from '../assess.js';
import { measureOf, type UnitFigures } from '../figures.js';
import { unitsPerPoint, type PointUnits } from '../points.js';
import { hasFailed, type ScoreNode } from '../score-tree.js';
import type { Weights } from '../weights.js';

/** A unit as the ranking by points needs it. */
export type ScoredUnit = {
  readonly figures: UnitFigures;
  /** How many cases it rests on. */
  readonly n: number;
  readonly points: PointUnits | null;
  /** Whether a veto says that the unit has failed, whatever its points. */
  readonly failed: boolean;
  /** Points of a chief's staff, which stand as they were given. */
  readonly given: number;
  /** What points of counts are multiplied with: 1, or one over the months of service in a chief's mean. */
  readonly perCount: number;
};

/** From a tree of the key assessment, or of a chief: there the points of the staff are in it, and the service counts are divided by. */
export const scoredByTree = (figures: UnitFigures, n: number, tree: ScoreNode): ScoredUnit => {
  let [given, perCount] = [0, 1];
  for (const { kind, formula, points } of tree.children) {
    if (kind === 'sum') given += (points ?? 0) / unitsPerPoint;
    if (formula.rule === 'per-count' && formula.perMonthsOfService !== null) perCount = formula.perMonthsOfService.daysPerMonth / formula.perMonthsOfService.days;
  }
  return { figures, n, points: tree.points, failed: hasFailed(tree), given, perCount };
};

/** The same points without a tree, for whoever asks for no more. Of an assessment without staff. */
export const scoredByReading = (read: ReadAssessment, weights: Weights): ScoredUnit => {
  const { figures, scheme } = read.subject;
  const points = pointsUnder(read, weights);
  return { figures, n: measureOf(figures.measures, scheme.countedBy), points, failed: points !== null && read.limits.some(({ fails }) => fails), given: 0, perCount: 1 };
};
