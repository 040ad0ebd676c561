import { pointsUnder, type ReadAssessment } from '../assess.js';
import { measureOf, totalOf, type Measures, type UnitFigures } from '../figures.js';
import { unitsPerPoint, type PointUnits } from '../points.js';
import type { StaffService } from '../score-chief.js';
import { hasFailed, type ScoreNode, type ServiceTime } from '../score-tree.js';
import type { Weights } from '../weights.js';

/** A unit as the ranking by points needs it. */
export type ScoredUnit = {
  readonly figures: UnitFigures;
  /** How many cases it rests on. */
  readonly n: number;
  readonly points: PointUnits | null;
  /** Whether a veto says that the unit has failed, whatever its points. */
  readonly failed: boolean;
  /** Points of a chief's staff. */
  readonly given: number;
  /** What the staff did together; empty where they are not scored. */
  readonly staff: Measures;
  /** What points of counts are multiplied with: 1, or one over the months of service in a chief's mean. */
  readonly perCount: number;
};

/** The service that counts are divided by; null: they are not. */
const serviceIn = ({ formula, children }: ScoreNode): ServiceTime | null => {
  if (formula.rule === 'per-count') return formula.perMonthsOfService;
  for (const child of children) {
    const service = serviceIn(child);
    if (service !== null) return service;
  }
  return null;
};

/** From a tree of the key assessment, or of a chief: there the points of the staff are in it, and the service counts are divided by. */
export const scoredByTree = (figures: UnitFigures, n: number, tree: ScoreNode, staff: readonly StaffService[] = []): ScoredUnit => {
  const service = serviceIn(tree);
  const given = tree.children.reduce((sum, { kind, points }) => (kind === 'sum' ? sum + (points ?? 0) / unitsPerPoint : sum), 0);
  const perCount = service === null ? 1 : service.daysPerMonth / service.days;
  return { figures, n, points: tree.points, failed: hasFailed(tree), given, staff: totalOf(staff.map((one) => one.figures)), perCount };
};

/** The same points without a tree, for whoever asks for no more. Of an assessment without staff. */
export const scoredByReading = (read: ReadAssessment, weights: Weights): ScoredUnit => {
  const { figures, scheme } = read.subject;
  const points = pointsUnder(read, weights);
  return { figures, n: measureOf(figures.measures, scheme.countedBy), points, failed: points !== null && read.limits.some(({ fails }) => fails), given: 0, staff: {}, perCount: 1 };
};
