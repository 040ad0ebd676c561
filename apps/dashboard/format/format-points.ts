import { nothing } from './format-number.js';

const unitsPerPoint = 10_000;
const minus = '−';

const digitsOf = (units: number): string => {
  const size = Math.abs(units);
  const behind = String(size % unitsPerPoint).padStart(4, '0').replace(/0+$/, '');
  return `${Math.floor(size / unitsPerPoint)}${behind === '' ? '' : `.${behind}`}`;
};

/** `95.25` of 952,500 ten-thousandths, every digit that says something and none rounded; a dash without data. */
export const formatPoints = (units: number | null): string => (units === null ? nothing : `${units < 0 ? minus : ''}${digitsOf(units)}`);

/** The same as a part of a sum: `+28.75`, `−1.5`, `0`. */
export const formatPart = (units: number | null): string => (units !== null && units > 0 ? `+${formatPoints(units)}` : formatPoints(units));

/** A plain number of a scheme's file, with the same minus sign. */
export const formatPlain = (value: number): string => String(value).replace('-', minus);

/** An exact value, `95` or `190/3`, cut (not rounded) to hundredths: `63.33`. Anything else as it is. */
export const formatExact = (exact: string): string => {
  const [, sign = '', numerator = '', denominator = '1'] = /^(-?)(\d+)(?:\/(\d+))?$/.exec(exact) ?? [];
  if (numerator === '' || /^0+$/.test(denominator)) return exact;
  const hundredths = (BigInt(numerator) * 100n) / BigInt(denominator);
  const behind = String(hundredths % 100n).padStart(2, '0').replace(/0+$/, '');
  return `${sign === '' || hundredths === 0n ? '' : minus}${hundredths / 100n}${behind === '' ? '' : `.${behind}`}`;
};
