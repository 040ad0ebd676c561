/** A unit's cases of one sort: a service item, a season, or both. */
export type Stratum = { readonly stratum: string; readonly successes: number; readonly trials: number };

export type MixedUnit = { readonly unit: string; readonly strata: readonly Stratum[] };

/** Shares as doubles: estimates, unlike the raw share that stands beside them. */
export type AdjustedRate = {
  readonly unit: string;
  /** What all units together would have reached with this unit's cases; null without trials. */
  readonly expected: number | null;
  /** Observed over expected, times the rate of all; null where all have reached nothing to compare with. May pass 1. */
  readonly adjusted: number | null;
  /** What an end of the raw rate's interval is multiplied by: the rate of all over the expected one. */
  readonly factor: number | null;
};

type Counts = { readonly successes: number; readonly trials: number };

const nothing: Counts = { successes: 0, trials: 0 };
const plus = (a: Counts, b: Counts): Counts => ({ successes: a.successes + b.successes, trials: a.trials + b.trials });
const rateOf = ({ successes, trials }: Counts): number | null => (trials === 0 ? null : successes / trials);

const totalsOf = (units: readonly MixedUnit[]): ReadonlyMap<string, Counts> => {
  const totals = new Map<string, Counts>();
  for (const { strata } of units) for (const one of strata) totals.set(one.stratum, plus(totals.get(one.stratum) ?? nothing, one));
  return totals;
};

const byStratum = (a: Stratum, b: Stratum): number => (a.stratum < b.stratum ? -1 : a.stratum > b.stratum ? 1 : 0);

/** Successes that the rate of all in each stratum would have given; summed in one order, so that it is the same double every time. */
const expectedSuccesses = (strata: readonly Stratum[], totals: ReadonlyMap<string, Counts>): number =>
  [...strata].sort(byStratum).reduce((sum, { stratum, trials }) => sum + trials * (rateOf(totals.get(stratum) ?? nothing) ?? 0), 0);

/**
 * Rates adjusted for what kinds of cases a unit had (indirect standardisation): who has the hard items is compared with
 * what all units together reach on them. In the order of the units.
 */
export const adjustForCaseMix = (units: readonly MixedUnit[]): readonly AdjustedRate[] => {
  const totals = totalsOf(units);
  const rateOfAll = rateOf([...totals.values()].reduce(plus, nothing));
  return units.map(({ unit, strata }): AdjustedRate => {
    const own = strata.reduce(plus, nothing);
    if (own.trials === 0 || rateOfAll === null) return { unit, expected: null, adjusted: null, factor: null };
    const expected = expectedSuccesses(strata, totals) / own.trials;
    const factor = expected > 0 ? rateOfAll / expected : null;
    return { unit, expected, adjusted: factor === null ? null : (own.successes / own.trials) * factor, factor };
  });
};
