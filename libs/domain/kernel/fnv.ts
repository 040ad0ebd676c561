/** FNV-1a over UTF-16 units, 32 bits, started anywhere: a short name for a text, not a safeguard against forgery. */
export const fnv = (text: string, start = 0x811c9dc5): number => {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};
