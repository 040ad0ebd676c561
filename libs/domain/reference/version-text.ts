import type { Fact } from '../events/fact.js';
import { fnv } from '../kernel/fnv.js';

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** Names a set of facts by their contents: their number and a hash, the same in whatever order they came. */
export const versionText = (facts: readonly Fact[]): string => {
  if (facts.length === 0) return 'none';
  const contents = facts.map(({ contentHash }) => contentHash).sort().join('\n');
  return `${facts.length}-${hex(fnv(contents, 0x811c9dc5))}${hex(fnv(contents, 0x9747b28c))}`;
};
