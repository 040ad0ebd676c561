import type { Child, Ratio } from './contributions.js';

/** Children of a ratio, some of them put together: their ids, and what they are in both periods. */
export type Pool = Child & { readonly members: readonly string[] };

const isOdd = ({ numerator, denominator }: Ratio): boolean => denominator === 0 && numerator !== 0;
const isOddChild = ({ before, after }: Child): boolean => isOdd(before) || isOdd(after);

const sum = (a: Ratio, b: Ratio): Ratio => ({ numerator: a.numerator + b.numerator, denominator: a.denominator + b.denominator });

const together = (a: Pool, b: Pool): Pool => ({ id: a.id, members: [...a.members, ...b.members], before: sum(a.before, b.before), after: sum(a.after, b.after) });

const weightOf = ({ before, after }: Child): number => Math.min(before.denominator, after.denominator);

/**
 * Children as `contributionsTo` takes them. A card of a case that is not finished yet is counted over the cases finished:
 * a child that has such cards and finished nothing has no ratio of its own. All of those are put together, and with them
 * the largest others until there is one; so the parts still add up to the whole.
 */
export const pooledChildren = (children: readonly Child[]): readonly Pool[] => {
  const single = children.map((child): Pool => ({ ...child, members: [child.id] }));
  const [first, ...odd] = single.filter(isOddChild);
  if (first === undefined) return single;
  const others = single.filter((child) => !isOddChild(child)).sort((a, b) => weightOf(b) - weightOf(a));
  let pool = odd.reduce(together, first);
  for (let next = others[0]; isOddChild(pool) && next !== undefined; next = others[0]) {
    others.shift();
    pool = together(pool, next);
  }
  return [...others, pool];
};
