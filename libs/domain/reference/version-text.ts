import type { Fact } from '../events/fact.js';

/** FNV-1a over UTF-16 units, 32 bits, started anywhere: two of them with different starts make one name of 64. */
const fnv = (text: string, start: number): number => {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** Names a set of facts by their contents: their number and a hash, the same in whatever order they came. */
export const versionText = (facts: readonly Fact[]): string => {
  if (facts.length === 0) return 'none';
  const contents = facts.map(({ contentHash }) => contentHash).sort().join('\n');
  return `${facts.length}-${hex(fnv(contents, 0x811c9dc5))}${hex(fnv(contents, 0x9747b28c))}`;
};
