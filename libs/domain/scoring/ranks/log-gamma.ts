const halfLogTwoPi = 0.9189385332046727;

/** From here on four terms of Stirling's series give all the digits of a double. */
const largeFrom = 12;

/** ln Γ(x) for x > 0, to about 13 digits (Stirling's series; smaller x by Γ(x + 1) = x Γ(x)). */
export const logGamma = (x: number): number => {
  let [at, product] = [x, 1];
  for (; at < largeFrom; at += 1) product *= at;
  const inverse = 1 / at;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (at - 0.5) * Math.log(at) - at + halfLogTwoPi + series - (product === 1 ? 0 : Math.log(product));
};

/** ln Γ(x) for large x, less what cancels in a beta function, to about six digits behind the point. */
const roughly = (x: number): number => (x - 0.5) * Math.log(x) + 1 / (12 * x);

/**
 * ln B(a, b), the logarithm of the beta function, for a, b > 0, to about six digits behind the point: what cancels between the gammas of
 * large numbers is not worked out.
 */
export const logBeta = (a: number, b: number): number => {
  if (a >= largeFrom && b >= largeFrom) return halfLogTwoPi + roughly(a) + roughly(b) - roughly(a + b);
  if (b >= largeFrom) return logGamma(a) + a + roughly(b) - roughly(a + b);
  return a >= largeFrom ? logBeta(b, a) : logGamma(a) + logGamma(b) - logGamma(a + b);
};
