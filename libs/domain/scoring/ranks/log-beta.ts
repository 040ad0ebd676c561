const halfLogTwoPi = 0.9189385332046727;

/** From here on two terms of Stirling's series are off by less than 2e-6. */
const largeFrom = 12;

/** ln Γ(x) + x − ln √2π for x > 0: Stirling's series, without what cancels in a beta function; smaller x by Γ(x + 1) = x Γ(x). */
const logGammaLess = (x: number): number => {
  let at = x;
  let product = 1;
  for (; at < largeFrom; at += 1) product *= at;
  const series = (at - 0.5) * Math.log(at) + 1 / (12 * at);
  return at === x ? series : series - (at - x) - Math.log(product);
};

/** ln B(a, b), the logarithm of the beta function, for a, b > 0, off by less than 5e-6. */
export const logBeta = (a: number, b: number): number => logGammaLess(a) + logGammaLess(b) - logGammaLess(a + b) + halfLogTwoPi;
