/** How sure an interval is, in per cent. */
export type Confidence = 90 | 95 | 99;

/** Two-sided quantiles of the normal distribution, from the tables. */
const quantiles: Readonly<Record<Confidence, number>> = { 90: 1.6448536269514722, 95: 1.959963984540054, 99: 2.5758293035489004 };

export const normalQuantile = (confidence: Confidence): number => quantiles[confidence];

/**
 * The two-sided quantile of Student's t (Cornish-Fisher's expansion to the fourth order, Abramowitz & Stegun 26.7.5):
 * within 0.001 of the tables from four degrees of freedom on at 95 %, so fewer are refused with a RangeError.
 */
export const studentQuantile = (confidence: Confidence, degrees: number): number => {
  if (degrees < 4) throw new RangeError('four degrees of freedom at least');
  const z = normalQuantile(confidence);
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
  const first = (z3 + z) / 4;
  const second = (5 * z5 + 16 * z3 + 3 * z) / 96;
  const third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
  const fourth = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92_160;
  return z + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees;
};
