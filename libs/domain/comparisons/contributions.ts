import { add, fraction, multiply, subtract, zero, type Fraction } from '../kernel/fraction.js';
import { wholeUnits } from './largest-remainder.js';

/** A ratio as its two measures. */
export type Ratio = { readonly numerator: number; readonly denominator: number };

/** One item, one person: a part of the whole in two periods. */
export type Child = { readonly id: string; readonly before: Ratio; readonly after: Ratio };

/** What a child did to the ratio of the whole, in units of `unitsPerOne`; all of them add up to the change. */
export type Contribution = {
  readonly id: string;
  readonly units: number;
  /** Because its own ratio changed, at its mean share of the whole. */
  readonly byRate: number;
  /** Because its share of the whole changed, by how far its ratio lies from the whole's. */
  readonly byShare: number;
};

export type Change = { readonly units: number; readonly contributions: readonly Contribution[] };

/** One ten-thousandth of a ratio: a hundredth of a per cent. */
export const ratioUnits = 10_000;

const of = (numerator: number, denominator: number): Fraction => fraction(BigInt(numerator), BigInt(denominator));
const half = fraction(1n, 2n);
const mean = (a: Fraction, b: Fraction): Fraction => multiply(add(a, b), half);

const sumOf = (ratios: readonly Ratio[]): Ratio =>
  ratios.reduce((sum, ratio) => ({ numerator: sum.numerator + ratio.numerator, denominator: sum.denominator + ratio.denominator }), { numerator: 0, denominator: 0 });

/** A child that was not there has the ratio it has in the other period: then it moves the whole by its share alone. */
const ratiosOf = ({ before, after }: Child): readonly [Fraction, Fraction] | null => {
  const [first, second] = [before, after].map(({ numerator, denominator }) => (denominator === 0 ? null : of(numerator, denominator)));
  const known = first ?? second;
  return known == null ? null : [first ?? known, second ?? known];
};

type Parts = { readonly byRate: Fraction; readonly byShare: Fraction };

const partsOf = (child: Child, before: Ratio, after: Ratio): Parts => {
  const ratios = ratiosOf(child);
  if (ratios === null) return { byRate: zero, byShare: zero };
  const shares = [of(child.before.denominator, before.denominator), of(child.after.denominator, after.denominator)] as const;
  const whole = mean(of(before.numerator, before.denominator), of(after.numerator, after.denominator));
  return {
    byRate: multiply(mean(...shares), subtract(ratios[1], ratios[0])),
    byShare: multiply(subtract(shares[1], shares[0]), subtract(mean(...ratios), whole)),
  };
};

/**
 * Which children explain the change of a ratio, by their own ratio and by their share (a symmetric shift-share
 * decomposition around the mean of both periods, so nothing is left over). In whole units that add up to the units of the
 * change. Null where one of the periods has no data, whatever its numerators. Else a child without a denominator in a period has to have no numerator
 * there either: else a RangeError, since it would have been counted in a ratio it is no part of.
 */
export const contributionsTo = (children: readonly Child[], unitsPerOne = ratioUnits): Change | null => {
  const [before, after] = [sumOf(children.map((child) => child.before)), sumOf(children.map((child) => child.after))];
  if (before.denominator === 0 || after.denominator === 0) return null;
  const odd = children.find((child) => [child.before, child.after].some(({ numerator, denominator }) => denominator === 0 && numerator !== 0));
  if (odd !== undefined) throw new RangeError(`${odd.id} has a numerator without a denominator`);
  const parts = children.map((child) => partsOf(child, before, after));
  const total = subtract(of(after.numerator, after.denominator), of(before.numerator, before.denominator));
  const units = wholeUnits(parts.flatMap(({ byRate, byShare }) => [byRate, byShare]), total, unitsPerOne);
  const contributions = children.map(({ id }, index): Contribution => {
    const [byRate, byShare] = [units[2 * index] ?? 0, units[2 * index + 1] ?? 0];
    return { id, units: byRate + byShare, byRate, byShare };
  });
  return { units: contributions.reduce((sum, contribution) => sum + contribution.units, 0), contributions };
};
