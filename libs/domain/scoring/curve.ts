import { add, compare, divide, fractionOf, multiply, subtract, zero, type Fraction } from '../kernel/fraction.js';
import type { Curve } from './scheme.js';

type Piecewise = Extract<Curve, { kind: 'piecewise' }>;
type Bands = Extract<Curve, { kind: 'bands' }>;
type Knot = Piecewise['knots'][number];

const between = (left: Knot, right: Knot, value: Fraction): Fraction => {
  const [from, to] = [fractionOf(left.at), fractionOf(right.at)];
  const rise = subtract(fractionOf(right.points), fractionOf(left.points));
  return add(fractionOf(left.points), divide(multiply(subtract(value, from), rise), subtract(to, from)));
};

const onLine = ({ knots }: Piecewise, value: Fraction): Fraction => {
  const after = knots.findIndex(({ at }) => compare(value, fractionOf(at)) <= 0);
  const right = knots[after] ?? knots.at(-1);
  const left = after > 0 ? knots[after - 1] : undefined;
  if (right === undefined) return zero;
  return left === undefined ? fractionOf(right.points) : between(left, right, value);
};

const inBand = ({ by, bands }: Bands, value: Fraction): Fraction => {
  const holds =
    by === 'from'
      ? bands.findLast(({ edge }) => edge === null || compare(value, fractionOf(edge)) >= 0)
      : bands.find(({ edge }) => edge === null || compare(value, fractionOf(edge)) <= 0);
  return holds === undefined ? zero : fractionOf(holds.points);
};

/** The exact points a curve gives for a value. */
export const pointsAt = (curve: Curve, value: Fraction): Fraction => (curve.kind === 'bands' ? inBand(curve, value) : onLine(curve, value));
