/** Records judged together: all of some partitions, or a share of the cases of one that is too long by itself. */
export type Pass = { readonly partitions: ReadonlySet<number>; readonly share: number; readonly shares: number };

/**
 * Divides a log, of which partition p has `ends[p]` records, into passes of about `recordsMax` at most. Equal identities lie
 * in one partition, so every partition is read once; only one that is longer than a pass is read again for every share.
 */
export const passesOver = (ends: readonly number[], recordsMax: number): readonly Pass[] => {
  const passes: Pass[] = [];
  let gathered: number[] = [];
  const close = () => {
    if (gathered.length > 0) passes.push({ partitions: new Set(gathered), share: 0, shares: 1 });
    gathered = [];
  };
  let records = 0;
  for (const [partition, end] of ends.entries()) {
    const shares = Math.ceil(end / recordsMax);
    if (shares > 1) {
      passes.push(...Array.from({ length: shares }, (_, share) => ({ partitions: new Set([partition]), share, shares })));
      continue;
    }
    if (records + end > recordsMax) {
      close();
      records = 0;
    }
    if (end > 0) gathered.push(partition);
    records += end;
  }
  close();
  return passes;
};
