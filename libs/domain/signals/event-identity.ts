const idMax = 256;

/** FNV-1a over UTF-16 units, 32 bits. */
const fnv = (text: string, start: number): number => {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** Names may have 256 characters: a longer one keeps its end, and a hash stands for the whole of it. */
export const boundedName = (name: string): string => {
  if (name.length <= idMax) return name;
  const hash = `${hex(fnv(name, 0x811c9dc5))}${hex(fnv(name, 0x9747b28c))}`;
  return `${hash}~${name.slice(name.length - (idMax - hash.length - 1))}`;
};

/** What a signal event is called: case, clock, level, withdrawals before (domain guide §6), and what happened. */
export const signalId = (caseId: string, signal: { readonly clock: string; readonly level: string; readonly round: number }, what: string): string =>
  boundedName(`${caseId}/${signal.clock}/${signal.level}/${signal.round}/${what}`);
