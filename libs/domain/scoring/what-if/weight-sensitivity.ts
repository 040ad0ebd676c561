import { fraction } from '../../kernel/fraction.js';
import type { Indicators } from '../figures.js';
import type { PointUnits } from '../points.js';
import { exactRanks } from '../ranks/exact-ranks.js';
import type { ScoringScheme } from '../scheme.js';
import { scoreKey } from '../score-unit.js';
import type { ScoreInput } from '../subject.js';
import { weightsFor, withWeight } from '../weights.js';

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

type Scored = { readonly input: ScoreInput; readonly ranked: boolean };

const rankAll = (scored: readonly Scored[], pointsOf: (input: ScoreInput) => PointUnits | null): readonly Ranked[] => {
  const points = scored.map(({ input }) => pointsOf(input));
  const ranks = exactRanks(points.map((value, index) => (value === null || scored[index]?.ranked !== true ? null : fraction(BigInt(value)))));
  return scored.map(({ input }, index) => ({ unit: input.figures.unit, points: points[index] ?? null, rank: ranks[index] ?? null }));
};

const sensitivityTo = (component: string, change: 10 | -10, before: readonly Ranked[], after: readonly Ranked[]): Sensitivity => {
  const units = after.map((one, index) => {
    const rankBefore = before[index]?.rank ?? null;
    return { ...one, places: one.rank === null || rankBefore === null ? null : rankBefore - one.rank };
  });
  const distances = units.map(({ places }) => Math.abs(places ?? 0));
  return { component, change, moved: distances.filter((distance) => distance > 0).length, placesMax: Math.max(0, ...distances), units };
};

/**
 * How much a ranking by the key assessment hangs on each weight: every weight ten per cent up and down, the whole
 * renormalised, all units scored and ranked anew. In the order of the components, up before down.
 */
export const weightSensitivity = (scheme: ScoringScheme, indicators: Indicators, inputs: readonly ScoreInput[]): readonly Sensitivity[] => {
  const { key } = scheme.assessments;
  const scored = inputs.map((input): Scored => ({ input, ranked: (input.figures.measures[scheme.countedBy] ?? 0) >= scheme.minimumCases }));
  const before = rankAll(scored, (input) => scoreKey(scheme, indicators, input).points);
  return key.components.flatMap(({ id }) =>
    ([10, -10] as const).map((change) => {
      const after = rankAll(scored, (input) => scoreKey(scheme, indicators, input, withWeight(weightsFor(key, input.figures.unitClass), id, 100 + change)).points);
      return sensitivityTo(id, change, before, after);
    }),
  );
};
