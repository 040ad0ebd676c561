import { floor, fraction, multiply, type Fraction } from './fraction.js';

/** Figures are shown in ten-thousandths. */
export const fixedUnitsPerOne = 10_000;

const digits = 4;

/** Ten-thousandths as a decimal of four digits: -634 is `-0.0634`. */
export const textOfFixedUnits = (units: bigint): string => {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  return `${units < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/** A number as a decimal of four digits that goes down, also below zero: nothing is ever rounded up. */
export const fixedText = (value: Fraction): string => textOfFixedUnits(floor(multiply(value, fraction(BigInt(fixedUnitsPerOne)))));
