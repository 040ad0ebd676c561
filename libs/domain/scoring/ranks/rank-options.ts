export type RankOptions = {
  /** The probability with which a range of ranks holds the true one. */
  readonly level: number;
  readonly draws: number;
  /** The same seed gives the same ranges. */
  readonly seed: number;
  /** The k of "among the first k". */
  readonly top: number;
  /** Units with fewer cases get no rank. */
  readonly minimumCases: number;
  /** Whether a unit's class is heard beside its own cases. */
  readonly shrink: boolean;
};

export const usualRankOptions: RankOptions = { level: 0.9, draws: 2000, seed: 1, top: 3, minimumCases: 30, shrink: true };

/** Why a unit has no rank: too few cases to say anything, or none. */
export type RankNote = 'too-few' | 'no-data';

export const noteOf = (cases: number, minimumCases: number): RankNote | null => {
  if (cases === 0) return 'no-data';
  return cases < minimumCases ? 'too-few' : null;
};

/** By code unit: one order on every machine. */
export const byUnit = (a: { readonly unit: string }, b: { readonly unit: string }): number => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0);
