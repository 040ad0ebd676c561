import { z } from 'zod';
import { floor, fraction, multiply, toNumber, type Fraction } from '../kernel/fraction.js';

/** Points are whole ten-thousandths, so that a headline is the sum of its leaves to the last digit. */
export const unitsPerPoint = 10_000;

/** Points as integers: 95.25 points are 952,500. */
export type PointUnits = number;

const fits = (digits: number) => (value: number): boolean => Math.abs(value * digits - Math.round(value * digits)) < 1e-6;

/** Points in a file: at most four digits behind the point, or they could not be kept. */
export const points = z.number().min(-1_000_000).max(1_000_000).refine(fits(unitsPerPoint), 'at most four digits behind the point');

/** A threshold or a knot in a file: at most six digits behind the point. */
export const decimal = z.number().min(-1_000_000_000).max(1_000_000_000).refine(fits(1_000_000), 'at most six digits behind the point');

/** A weight in per cent: at most four digits behind the point. */
export const percent = z.number().min(0).max(100).refine(fits(unitsPerPoint), 'at most four digits behind the point');

/** Points, or a weight in per cent, of a file as an integer. */
export const unitsOf = (value: number): PointUnits => Math.round(value * unitsPerPoint);

/** Throws a RangeError beyond what an integer holds exactly: a figure that big is a mistake in the scheme. */
export const toUnits = (units: bigint): PointUnits => {
  const result = Number(units);
  if (!Number.isSafeInteger(result)) throw new RangeError(`${String(units)} ten-thousandths of a point are more than can be counted exactly`);
  return result;
};

const scale = fraction(BigInt(unitsPerPoint));

/** Whole units of exact points, downwards: what lies below the last digit is never given away, nor a deduction eased. */
export const floorToUnits = (exact: Fraction): PointUnits => toUnits(floor(multiply(exact, scale)));

/** Beyond what rounding of doubles can have done to a quotient of this size. */
const roundingOf = (units: number): number => 1e-9 + Math.abs(units) * 1e-12;

/** Exact points, and the same in units as a double. */
export type KnownPoints = { readonly exact: Fraction; readonly roughly: number };

export const knownPoints = (exact: Fraction): KnownPoints => ({ exact, roughly: toNumber(exact) * unitsPerPoint });

/** Whole units of `of` parts in `among` of some points, downwards. Where doubles leave no doubt they say it, at a tenth of the work. */
export const partOfUnits = ({ exact, roughly }: KnownPoints, of: number, among: number): PointUnits => {
  if (exact.numerator === 0n) return 0;
  const part = (roughly * of) / among;
  const isClear = Math.abs(part - Math.round(part)) > roundingOf(part);
  return isClear ? Math.floor(part) : floorToUnits(multiply(exact, fraction(BigInt(of), BigInt(among))));
};

/** `95.25`, `-1.5`: points for people and files, without digits that say nothing. */
export const pointsText = (units: PointUnits): string => {
  const size = Math.abs(units);
  const behind = String(size % unitsPerPoint).padStart(4, '0').replace(/0+$/, '');
  return `${units < 0 ? '-' : ''}${Math.floor(size / unitsPerPoint)}${behind === '' ? '' : `.${behind}`}`;
};
