import type { Fact } from '@mingxiao/domain/events/fact';

/**
 * The parents that a case was ever said to belong to, by any acceptance that the log holds, retracted or not: also the
 * one it has left has to be put together again.
 */
export const namedParents = (facts: readonly Fact[]): readonly string[] => {
  const parents: string[] = [];
  for (const { type, data } of facts) {
    const parent = type === 'case.accepted' ? data['parent'] : null;
    if (typeof parent === 'string' && parent !== '' && !parents.includes(parent)) parents.push(parent);
  }
  return parents;
};
