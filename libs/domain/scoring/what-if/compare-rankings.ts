import type { PointUnits } from '../points.js';
import type { RankedScore } from '../ranks/rank-scores.js';

/** What another scheme would mean for one unit. */
export type Move = {
  readonly unit: string;
  /** Under the scheme in force; null: it does not score this unit. */
  readonly before: RankedScore | null;
  readonly after: RankedScore | null;
  /** Null where one of the two gives no points. */
  readonly points: PointUnits | null;
  /** Places gained (positive) or lost; null where one of the two gives no rank. */
  readonly places: number | null;
  /** Whether each rank lies outside the other's range: more than chance could explain. Null where one has no rank. */
  readonly beyondUncertainty: boolean | null;
  /** Whether a veto fails it under one of them only. */
  readonly failsAnew: boolean;
  readonly failsNoMore: boolean;
};

const holds = ({ range }: RankedScore, rank: number): boolean => range !== null && range.from <= rank && rank <= range.to;

const isBeyond = (before: RankedScore, after: RankedScore): boolean | null => {
  if (before.rank === null || after.rank === null) return null;
  return !holds(before, after.rank) && !holds(after, before.rank);
};

const difference = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

const hasFailed = (one: RankedScore | null): boolean => one !== null && one.failed;

const moveOf = (unit: string, before: RankedScore | null, after: RankedScore | null): Move => ({
  unit,
  before,
  after,
  ...(before === null || after === null ? { points: null, places: null, beyondUncertainty: null } : distancesOf(before, after)),
  failsAnew: hasFailed(after) && !hasFailed(before),
  failsNoMore: hasFailed(before) && !hasFailed(after),
});

const distancesOf = (before: RankedScore, after: RankedScore): Pick<Move, 'points' | 'places' | 'beyondUncertainty'> => ({
  points: difference(after.points, before.points),
  places: difference(before.rank, after.rank),
  beyondUncertainty: isBeyond(before, after),
});

/** The most moved first, then by unit: one order, whatever the lists came in. */
const mostMovedFirst = (a: Move, b: Move): number =>
  Math.abs(b.places ?? 0) - Math.abs(a.places ?? 0) || Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0) || (a.unit < b.unit ? -1 : 1);

/** Two rankings of the same figures side by side: who moves, by how much, and whether chance could explain it. */
export const compareRankings = (inForce: readonly RankedScore[], candidate: readonly RankedScore[]): readonly Move[] => {
  const [before, after] = [new Map(inForce.map((one) => [one.unit, one])), new Map(candidate.map((one) => [one.unit, one]))];
  const units = [...new Set([...before.keys(), ...after.keys()])];
  return units.map((unit) => moveOf(unit, before.get(unit) ?? null, after.get(unit) ?? null)).sort(mostMovedFirst);
};
