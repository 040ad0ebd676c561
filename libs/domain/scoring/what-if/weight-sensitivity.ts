import { pointsUnder, type ReadAssessment } from '../assess.js';
import { measureOf } from '../figures.js';
import type { PointUnits } from '../points.js';
import { pointRanks } from '../ranks/exact-ranks.js';
import type { ScoringScheme } from '../scheme.js';
import { weightsFor, withWeight, type Weights } from '../weights.js';

/** What one weight, a tenth more or less, would do; the others make room in proportion. */
export type Sensitivity = {
  readonly component: string;
  readonly change: 10 | -10;
  /** Units whose rank changes, and the most places any of them moves. */
  readonly moved: number;
  readonly placesMax: number;
  readonly units: readonly { readonly unit: string; readonly points: PointUnits | null; readonly rank: number | null; readonly places: number | null }[];
};

type Ranked = { readonly unit: string; readonly points: PointUnits | null; readonly rank: number | null };

/** A unit as it is read once, for all weights; `ranked`: whether it has cases enough. */
type Scored = { readonly read: ReadAssessment; readonly ranked: boolean };

const rankAll = (scored: readonly Scored[], weightsOf: (unitClass: string | null) => Weights): readonly Ranked[] => {
  const byClass = new Map<string | null, Weights>();
  const points = scored.map(({ read }) => {
    const { unitClass } = read.subject.figures;
    const weights = byClass.get(unitClass) ?? weightsOf(unitClass);
    byClass.set(unitClass, weights);
    return pointsUnder(read, weights);
  });
  const ranks = pointRanks(points.map((value, index) => (scored[index]?.ranked === true ? value : null)));
  return scored.map(({ read }, index) => ({ unit: read.subject.figures.unit, points: points[index] ?? null, rank: ranks[index] ?? null }));
};

const sensitivityTo = (component: string, change: 10 | -10, before: readonly Ranked[], after: readonly Ranked[]): Sensitivity => {
  const units = after.map(({ unit, points, rank }, index) => {
    const rankBefore = before[index]?.rank ?? null;
    return { unit, points, rank, places: rank === null || rankBefore === null ? null : rankBefore - rank };
  });
  const distances = units.map(({ places }) => Math.abs(places ?? 0));
  return { component, change, moved: distances.filter((distance) => distance > 0).length, placesMax: Math.max(0, ...distances), units };
};

/**
 * How much a ranking by the key assessment hangs on each weight: every weight ten per cent up and down, the whole
 * renormalised, all units scored and ranked anew. In the order of the components, up before down.
 *
 * @param units the key assessment of every unit (`readKey`)
 */
export const weightSensitivity = (scheme: ScoringScheme, units: readonly ReadAssessment[]): readonly Sensitivity[] => {
  const { key } = scheme.assessments;
  const scored = units.map((read): Scored => ({ read, ranked: measureOf(read.subject.figures.measures, scheme.countedBy) >= scheme.minimumCases }));
  const before = rankAll(scored, (unitClass) => weightsFor(key, unitClass));
  return key.components.flatMap(({ id }) =>
    ([10, -10] as const).map((change) => sensitivityTo(id, change, before, rankAll(scored, (unitClass) => withWeight(weightsFor(key, unitClass), id, 100 + change)))),
  );
};
