import { divide, fraction, type Fraction } from '../../kernel/fraction.js';

/** What came back of what was asked: `points` is the sum over those who answered. */
export type Answers = { readonly asked: number; readonly answered: number; readonly points: number };

export type Response = {
  /** Answered over asked; null where nobody was asked. */
  readonly rate: Fraction | null;
  /** Mean points of those who answered; null where nobody did. */
  readonly index: Fraction | null;
  /** What the index would be had all who stayed silent been pleased, and displeased; null where nobody was asked. */
  readonly ifPleased: Fraction | null;
  readonly ifDispleased: Fraction | null;
};

const over = (numerator: number, denominator: number): Fraction | null =>
  denominator === 0 ? null : divide(fraction(BigInt(numerator)), fraction(BigInt(denominator)));

/**
 * The index with the bounds that silence leaves. Who answered without having been asked counts as asked, or silence
 * would be less than nobody.
 *
 * @param best whole points of the best level, such as 100
 * @param worst whole points of the worst level, such as 0
 */
export const responseOf = ({ asked, answered, points }: Answers, best: number, worst: number): Response => {
  const all = Math.max(asked, answered);
  const silent = all - answered;
  return {
    rate: over(answered, all),
    index: over(points, answered),
    ifPleased: over(points + silent * best, all),
    ifDispleased: over(points + silent * worst, all),
  };
};
