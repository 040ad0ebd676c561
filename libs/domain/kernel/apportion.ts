type Portion = { readonly index: number; share: number; readonly rest: number };

/** Exact in whole numbers: what a double cannot hold is divided as a big integer, which few cases are long enough for. */
const portionOf = (whole: number, weight: number, total: number, index: number): Portion => {
  const product = weight * whole;
  if (product <= Number.MAX_SAFE_INTEGER) return { index, share: (product - (product % total)) / total, rest: product % total };
  const exact = BigInt(weight) * BigInt(whole);
  return { index, share: Number(exact / BigInt(total)), rest: Number(exact % BigInt(total)) };
};

const byRest = (a: Portion, b: Portion): number => b.rest - a.rest || a.index - b.index;

/**
 * Parts of a whole in whole numbers, in proportion to weights, that add up to exactly the whole: the largest remainders
 * are rounded up, of equal ones the first (Hamilton's method). Null where all weights are 0: nothing has no proportion.
 *
 * @param weights whole numbers, none negative; else a RangeError
 */
export const apportion = (whole: number, weights: readonly number[]): readonly number[] | null => {
  if (weights.some((weight) => !(weight >= 0))) throw new RangeError('a share of a negative part has no meaning');
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return null;
  const portions = weights.map((weight, index) => portionOf(whole, weight, total, index));
  const missing = whole - portions.reduce((sum, { share }) => sum + share, 0);
  for (const portion of missing === 0 ? [] : [...portions].sort(byRest).slice(0, missing)) portion.share += 1;
  return portions.map(({ share }) => share);
};
