import type { RankingRow } from '@mingxiao/contracts/rankings';

/** Ranked units first, in the order of their rank; after them those that are not ranked, in the order they came. */
export const inRankOrder = (rows: readonly RankingRow[]): RankingRow[] => [...rows].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
