/** An exact number. The denominator is positive; not always in lowest terms, `exactText` brings it there. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** Throws a RangeError where the denominator is 0: who divides has to ask first. */
export const fraction = (numerator: bigint, denominator = 1n): Fraction => {
  if (denominator === 0n) throw new RangeError('a fraction needs a denominator other than 0');
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
};

export const zero: Fraction = fraction(0n);

/** Decimals of rules and figures have at most six digits behind the point. */
const decimalUnits = 1_000_000;

const decimalFraction = (decimal: number): Fraction =>
  Number.isInteger(decimal) ? fraction(BigInt(decimal)) : fraction(BigInt(Math.round(decimal * decimalUnits)), BigInt(decimalUnits));

/** Knots, weights and scales of schemes: few numbers, asked for in every tree of a city. */
const known = new Map<number, Fraction>();
const knownMax = 10_000;

/** A decimal of at most six digits behind the point, taken at its word: 0.1 is one tenth. */
export const fractionOf = (decimal: number): Fraction => {
  const found = known.get(decimal);
  if (found !== undefined) return found;
  const made = decimalFraction(decimal);
  if (known.size < knownMax) known.set(decimal, made);
  return made;
};

/** A product that is there already is not made again: most numbers of a tree are whole. */
const product = (a: bigint, b: bigint): bigint => {
  if (a === 1n) return b;
  return b === 1n ? a : a * b;
};

// Sums and products of positive denominators are positive: nothing to check.
export const add = (a: Fraction, b: Fraction): Fraction => ({
  numerator: product(a.numerator, b.denominator) + product(b.numerator, a.denominator),
  denominator: product(a.denominator, b.denominator),
});

export const subtract = (a: Fraction, b: Fraction): Fraction => ({
  numerator: product(a.numerator, b.denominator) - product(b.numerator, a.denominator),
  denominator: product(a.denominator, b.denominator),
});

export const multiply = (a: Fraction, b: Fraction): Fraction => ({ numerator: product(a.numerator, b.numerator), denominator: product(a.denominator, b.denominator) });

/** Throws a RangeError where `b` is 0. */
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(product(a.numerator, b.denominator), product(a.denominator, b.numerator));

/** Negative where a < b, 0 where they are equal, positive where a > b; by cross multiplication, so nothing is rounded. */
export const compare = (a: Fraction, b: Fraction): number => {
  const left = product(a.numerator, b.denominator);
  const right = product(b.numerator, a.denominator);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The greatest integer that is not above it: also below zero it goes down. */
export const floor = ({ numerator, denominator }: Fraction): bigint => {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
};

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const commonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y > largestSafe) [x, y] = [y, x % y];
  return y === 0n ? x : BigInt(commonDivisorOfNumbers(Number(x % y), Number(y)));
};

const largestSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** Euclid in doubles, which hold these exactly: ten times as fast, and every figure of every scorecard goes through here. */
const commonDivisorOfNumbers = (a: number, b: number): number => {
  let [x, y] = [b, a];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
};

/** In lowest terms, `190/3`; a whole number without a denominator, `95`. The same number is always the same text. */
export const exactText = ({ numerator, denominator }: Fraction): string => {
  const divisor = commonDivisor(numerator, denominator);
  const below = denominator / divisor;
  const above = String(numerator / divisor);
  return below === 1n ? above : `${above}/${String(below)}`;
};

/** Reads what `exactText` wrote. */
export const valueOfText = (text: string): Fraction => {
  const [numerator = '0', denominator = '1'] = text.split('/');
  return fraction(BigInt(numerator), BigInt(denominator));
};

/** The nearest double, for what is drawn and estimated; never for what is compared or published. */
export const toNumber = ({ numerator, denominator }: Fraction): number => Number(numerator) / Number(denominator);
