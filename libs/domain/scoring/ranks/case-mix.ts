import { add, divide, fraction, multiply, zero, type Fraction } from '../../kernel/fraction.js';

/** A unit's cases of one sort: a service item, a season, or both. */
export type Stratum = { readonly stratum: string; readonly successes: number; readonly trials: number };

export type MixedUnit = { readonly unit: string; readonly strata: readonly Stratum[] };

export type AdjustedRate = {
  readonly unit: string;
  /** As observed; null without trials. */
  readonly raw: Fraction | null;
  /** What the class would have reached with this unit's cases; null without trials. */
  readonly expected: Fraction | null;
  /** Observed over expected, times the rate of the whole class; null where the class has reached nothing to compare with. May pass 1. */
  readonly adjusted: Fraction | null;
};

const ratio = (successes: number, trials: number): Fraction | null => (trials === 0 ? null : fraction(BigInt(successes), BigInt(trials)));

const sumOf = (strata: readonly Stratum[]): Stratum =>
  strata.reduce((sum, one) => ({ stratum: '', successes: sum.successes + one.successes, trials: sum.trials + one.trials }), { stratum: '', successes: 0, trials: 0 });

const byStratum = (units: readonly MixedUnit[]): ReadonlyMap<string, Stratum> => {
  const totals = new Map<string, Stratum>();
  for (const one of units.flatMap(({ strata }) => strata)) {
    totals.set(one.stratum, { ...sumOf([totals.get(one.stratum) ?? { stratum: '', successes: 0, trials: 0 }, one]), stratum: one.stratum });
  }
  return totals;
};

/** Successes that the class's rate in each stratum would have given for these cases. */
const expectedOf = (strata: readonly Stratum[], totals: ReadonlyMap<string, Stratum>): Fraction =>
  strata.reduce((sum, { stratum, trials }) => {
    const total = totals.get(stratum);
    const rate = total === undefined ? null : ratio(total.successes, total.trials);
    return rate === null ? sum : add(sum, multiply(rate, fraction(BigInt(trials))));
  }, zero);

/**
 * Rates adjusted for what kinds of cases a unit had (indirect standardisation): who has the hard items is compared with
 * what the whole class reaches on them. Raw and adjusted side by side, exactly; in the order of the units.
 */
export const adjustForCaseMix = (units: readonly MixedUnit[]): readonly AdjustedRate[] => {
  const totals = byStratum(units);
  const all = sumOf([...totals.values()]);
  const classRate = ratio(all.successes, all.trials);
  return units.map(({ unit, strata }) => {
    const own = sumOf(strata);
    const successes = expectedOf(strata, totals);
    const observed = fraction(BigInt(own.successes));
    const comparable = classRate !== null && own.trials > 0 && successes.numerator > 0n;
    return {
      unit,
      raw: ratio(own.successes, own.trials),
      expected: own.trials === 0 ? null : divide(successes, fraction(BigInt(own.trials))),
      adjusted: comparable ? multiply(divide(observed, successes), classRate) : null,
    };
  });
};
