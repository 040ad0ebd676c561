/** Fewer answers would let somebody be recognised: their figures are not shown. */
export const answersMin = 5;

export type Cell = { readonly id: string; readonly answered: number };

const smallestFirst = (a: Cell, b: Cell): number => a.answered - b.answered || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Which cells of a table with a published total are not shown: those with one to four answers, and then the smallest
 * others until at least two cells and five answers are hidden, or the hidden one could be had by subtraction.
 */
export const suppressedCells = (cells: readonly Cell[]): ReadonlySet<string> => {
  const answered = cells.filter((cell) => cell.answered > 0).sort(smallestFirst);
  const hidden = answered.filter((cell) => cell.answered < answersMin);
  if (hidden.length === 0) return new Set();
  const others = answered.slice(hidden.length);
  while ((hidden.length < 2 || hidden.reduce((sum, cell) => sum + cell.answered, 0) < answersMin) && others.length > 0) hidden.push(...others.splice(0, 1));
  return new Set(hidden.map(({ id }) => id));
};
