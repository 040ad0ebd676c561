import type { MeasureId } from '@mingxiao/contracts/metrics';
import { exact, type ChildFigures } from './figure-statement.js';

const isEmpty = ({ measures, quantiles }: ChildFigures): boolean =>
  Object.values(measures).every((value) => value === 0) && Object.values(quantiles).every(({ n }) => n === 0);

type Sums = Partial<Record<MeasureId, number>>;

/** All rows of one statement say all its measures. */
const added = (a: Sums, b: Sums): Sums => {
  const sums = { ...a };
  for (const id of Object.keys(b) as MeasureId[]) sums[id] = exact((a[id] ?? 0) + (b[id] ?? 0));
  return sums;
};

/** A quantile comes from one part. */
const together = (a: ChildFigures, b: ChildFigures): ChildFigures => ({
  child: a.child,
  measures: added(a.measures, b.measures),
  quantiles: { ...a.quantiles, ...b.quantiles },
});

/** Puts the rows of all parts together by child, by id. Children for which nothing counts are left out. Throws a RangeError on a sum beyond 2^53. */
export const joinFigures = (rows: readonly ChildFigures[]): ChildFigures[] => {
  const children = new Map<string, ChildFigures>();
  for (const row of rows) {
    const known = children.get(row.child);
    children.set(row.child, known === undefined ? row : together(known, row));
  }
  return [...children.values()].filter((child) => !isEmpty(child)).sort((a, b) => compareText(a.child, b.child));
};

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
