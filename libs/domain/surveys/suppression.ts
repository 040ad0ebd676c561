/** Fewer people would let somebody be recognised: their figures are not shown. */
export const answersMin = 5;

/** A cell of a table, and who answered in it; one person may have answered in several. */
export type Cell = { readonly id: string; readonly respondents: ReadonlySet<string> };

const smallestFirst = (a: Cell, b: Cell): number => a.respondents.size - b.respondents.size || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const peopleIn = (cells: readonly Cell[]): number => new Set(cells.flatMap(({ respondents }) => [...respondents])).size;

/**
 * Which cells of a table with a published total are not shown: those of one to four people, and then the smallest
 * others until at least two cells and five different people are hidden, or the hidden one could be had by subtraction.
 */
export const suppressedCells = (cells: readonly Cell[]): ReadonlySet<string> => {
  const answered = cells.filter(({ respondents }) => respondents.size > 0).sort(smallestFirst);
  const hidden = answered.filter(({ respondents }) => respondents.size < answersMin);
  if (hidden.length === 0) return new Set();
  const others = answered.slice(hidden.length);
  while ((hidden.length < 2 || peopleIn(hidden) < answersMin) && others.length > 0) hidden.push(...others.splice(0, 1));
  return new Set(hidden.map(({ id }) => id));
};
