const whole = 10_000;

const byRemainder = (a: readonly [number, number], b: readonly [number, number]): number => b[1] - a[1] || a[0] - b[0];

/**
 * Shares of a total in per cent with two decimals that add up to exactly 100 (largest remainder; of equal ones the
 * first). All null where the total is 0: nothing has no shares. Throws a RangeError on a negative part.
 */
export const percentShares = (parts: readonly number[]): readonly (number | null)[] => {
  if (parts.some((part) => !(part >= 0))) throw new RangeError('a share of a negative part has no meaning');
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return parts.map(() => null);
  const exact = parts.map((part) => (part / total) * whole);
  const shares = exact.map(Math.floor);
  const missing = whole - shares.reduce((sum, share) => sum + share, 0);
  const ranked = exact.map((value, index): readonly [number, number] => [index, value - Math.floor(value)]).sort(byRemainder);
  for (const [index] of ranked.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares.map((share) => share / 100);
};
