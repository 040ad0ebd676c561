export type Label = { readonly key: string; readonly x: number; readonly width: number };
export type PlacedLabel = { readonly key: string; readonly row: number; readonly x: number };

/** Puts labels above their lines: each in the lowest row where it does not touch its neighbour, kept inside the drawing. */
export const placeLabels = (labels: readonly Label[], widthTotal: number): PlacedLabel[] => {
  const rowEnds: number[] = [];
  return [...labels]
    .sort((a, b) => a.x - b.x)
    .map(({ key, x, width }) => {
      const left = Math.max(0, Math.min(x - width / 2, widthTotal - width));
      const free = rowEnds.findIndex((end) => end + 8 <= left);
      const row = free === -1 ? rowEnds.length : free;
      rowEnds[row] = left + width;
      return { key, row, x: left + width / 2 };
    });
};
