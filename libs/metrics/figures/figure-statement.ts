import type { MeasureId, QuantileId } from '@mingxiao/contracts/metrics';
import { z } from 'zod';
import type { Quantile } from '../indicators/indicator.js';
import type { Measure } from '../measures/measure.js';
import { parametersOf, type FigureParameters, type FigureQuestion } from '../sources/question.js';
import { statementParts, type StatementPart } from './statement-parts.js';

/** Figures of one child as a statement gives them: whole numbers by measure, seconds by quantile. */
export type ChildFigures = {
  readonly child: string;
  readonly measures: Readonly<Partial<Record<MeasureId, number>>>;
  readonly quantiles: Readonly<Partial<Record<QuantileId, { readonly seconds: number | null; readonly n: number }>>>;
};

/** One statement: the rows of all its parts, of one moment. Values are bound. */
export type FigureStatement<Row> = {
  readonly name: string;
  readonly parts: readonly Pick<StatementPart, 'file' | 'fragments'>[];
  readonly parameters: FigureParameters;
  readonly row: (raw: unknown) => Row;
};

/** Looked at as a whole: a city's figures are tens of thousands of numbers. */
const numbers = z.custom<readonly number[]>((value) => Array.isArray(value) && value.every((one) => typeof one === 'number'), 'is no list of numbers');

const anyRow = z.object({
  child: z.string(),
  part: z.number(),
  counts: numbers,
  amounts: numbers,
  seconds: z.array(z.number().nullable()),
  cases: numbers,
});

/** A sum beyond 2^53 is refused. */
export const exact = (sum: number): number => {
  if (Number.isSafeInteger(sum)) return sum;
  throw new RangeError(`${sum} is no sum that is exact: ask for a shorter period or fewer units`);
};

/** What a part does not count is 0 in its row. */
const toChild = (parts: readonly StatementPart[], measures: readonly Measure[]) => {
  const none = Object.fromEntries(measures.map(({ id }) => [id, 0]));
  return (raw: unknown): ChildFigures => {
    const { child, part, counts, amounts, seconds, cases } = anyRow.parse(raw);
    const { measures: counted = [], quantiles = [] } = parts[part] ?? {};
    const values = { ...none };
    const sums = [...counts, ...amounts];
    counted.forEach(({ id }, place) => (values[id] = exact(sums[place] ?? Number.NaN)));
    return { child, measures: values, quantiles: Object.fromEntries(quantiles.map(({ id }, place) => [id, { seconds: seconds[place] ?? null, n: exact(cases[place] ?? Number.NaN) }])) };
  };
};

/**
 * One statement that gives measures and quantiles for every child at once, whatever their number: a child has a row from
 * each part that knows it (`joinFigures` puts them together). Being one statement, all parts see the same cases. A case
 * that is shared out has no quantile, so under that policy there is none.
 */
export const figureStatement = (question: FigureQuestion, measures: readonly Measure[], quantiles: readonly Quantile[]): FigureStatement<ChildFigures> => {
  const parts = statementParts(question, measures, quantiles);
  return { name: 'figures', parts, parameters: parametersOf(question), row: toChild(parts, measures) };
};
