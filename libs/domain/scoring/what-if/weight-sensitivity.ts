import { pointsUnder, type ReadAssessment } from '../assess.js';
import { measureOf } from '../figures.js';
import { pointRanks } from '../ranks/exact-ranks.js';
import type { ScoringScheme } from '../scheme.js';
import { weightsByClass, withWeight, type WeightsOfClass } from '../weights.js';

/** What one weight, a tenth more or less, would do; the others make room in proportion. */
export type Sensitivity = {
  readonly component: string;
  readonly change: 10 | -10;
  /** Units whose rank changes, and the most places any of them moves. */
  readonly moved: number;
  readonly placesMax: number;
};

type Ranks = readonly (number | null)[];

/** A unit as it is read once, for all weights; `hasRank`: whether it has cases enough. */
type Scored = { readonly read: ReadAssessment; readonly hasRank: boolean };

const rankAll = (scored: readonly Scored[], weightsOf: WeightsOfClass): Ranks =>
  pointRanks(scored.map(({ read, hasRank }) => (hasRank ? pointsUnder(read, weightsOf(read.subject.figures.unitClass)) : null)));

const placesBetween = (before: Ranks, after: Ranks): readonly number[] =>
  after.map((rank, index) => {
    const rankBefore = before[index] ?? null;
    return rank === null || rankBefore === null ? 0 : Math.abs(rankBefore - rank);
  });

/**
 * How much a ranking by the key assessment hangs on each weight: every weight ten per cent up and down, the whole
 * renormalised, all units scored and ranked anew. In the order of the components, up before down.
 *
 * @param units the key assessment of every unit: `readKey`, or `readChief` where a scheme scores staff
 */
export const weightSensitivity = (scheme: ScoringScheme, units: readonly ReadAssessment[]): readonly Sensitivity[] => {
  const { key } = scheme.assessments;
  const scored = units.map((read): Scored => ({ read, hasRank: measureOf(read.subject.figures.measures, scheme.countedBy) >= scheme.minimumCases }));
  const before = rankAll(scored, weightsByClass(key));
  return key.components.flatMap(({ id }, place) =>
    ([10, -10] as const).map((change): Sensitivity => {
      const places = placesBetween(before, rankAll(scored, weightsByClass(key, (weights) => withWeight(weights, place, 100 + change))));
      return { component: id, change, moved: places.filter((moved) => moved > 0).length, placesMax: Math.max(0, ...places) };
    }),
  );
};
