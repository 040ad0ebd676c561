import type { MeasureId } from '@mingxiao/contracts/metrics';
import type { Measure } from '../measures/measure.js';
import type { ChildFigures } from './figure-statements.js';

const isEmpty = ({ measures, quantiles }: ChildFigures): boolean =>
  Object.values(measures).every((value) => value === 0) && Object.values(quantiles).every(({ n }) => n === 0);

/** A measure that a child does not occur in is 0: nothing was counted. */
const zeros = (measures: readonly Measure[]): Partial<Record<MeasureId, number>> => Object.fromEntries(measures.map(({ id }) => [id, 0]));

/** Puts the figures of all sources together by child, by id. Children for which nothing counts are left out. */
export const joinFigures = (answers: readonly (readonly ChildFigures[])[], measures: readonly Measure[]): ChildFigures[] => {
  const children = new Map<string, ChildFigures>();
  for (const one of answers.flat()) {
    const known = children.get(one.child) ?? { child: one.child, measures: zeros(measures), quantiles: {} };
    children.set(one.child, { child: one.child, measures: { ...known.measures, ...one.measures }, quantiles: { ...known.quantiles, ...one.quantiles } });
  }
  return [...children.values()].filter((child) => !isEmpty(child)).sort((a, b) => compareText(a.child, b.child));
};

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
