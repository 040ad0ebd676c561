import type { MeasureId, QuantileId } from '@mingxiao/contracts/metrics';
import { z } from 'zod';
import type { Quantile } from '../indicators/indicator.js';
import type { Measure, SourceId } from '../measures/measure.js';
import { childOf, definitionsOf, filterConditions, parametersOf, type FigureParameters, type FigureQuestion } from '../sources/question.js';
import { shareOf, sharesOf, type Share } from '../sources/shares.js';
import { sourceFiles } from '../sources/source-files.js';

/** Figures of one child as a statement gives them: whole numbers by measure, seconds by quantile. */
export type ChildFigures = {
  readonly child: string;
  readonly measures: Readonly<Partial<Record<MeasureId, number>>>;
  readonly quantiles: Readonly<Partial<Record<QuantileId, { readonly seconds: number | null; readonly n: number }>>>;
};

/** One statement over one source. Its text is the source's, filled with fragments of the registry; values are bound. */
export type FigureStatement<Row> = {
  readonly name: string;
  readonly file: URL;
  readonly fragments: Readonly<Record<string, string>>;
  readonly parameters: FigureParameters;
  readonly row: (raw: unknown) => Row;
};

const all = (conditions: readonly string[]): string => (conditions.length === 0 ? '1' : conditions.join(' AND '));

/** What has to hold for a row to count in a measure. */
export const conditionOf = ({ when, condition }: Pick<Measure, 'when' | 'condition'>): string => all([when, ...(condition === null ? [] : [condition])]);

/** The same as one number, 0 or 1: as bits, which takes a fifth less than as a condition. */
const countedOf = ({ when, condition }: Measure): string => (condition === null ? when : `bitAnd(${when}, ${condition})`);

/** What a value is multiplied with, so that rows that do not count add nothing; null: they add nothing as it is. */
const factorOf = (measure: Measure): string | null => {
  if (measure.zero === null) return countedOf(measure);
  return measure.zero === 'elsewhere' ? null : measure.when;
};

/**
 * The sum of one measure, as an aggregate. Conditions are 0 or 1, and adding them up takes a fifth less than counting
 * with `countIf` (decision 15).
 */
export const sumOf = (measure: Measure, share: Share): string => {
  const value = share(measure);
  if (value === null) return `sum(${countedOf(measure)})`;
  const factor = factorOf(measure);
  return factor === null ? `sum(${value})` : `sum((${value}) * (${factor}))`;
};

const quantileSum = ({ id, level, column }: Quantile): string => {
  const has = `finished_here AND ${column} IS NOT NULL`;
  // Nothing is not zero: a unit without a case has no quantile. Halves of a second go up.
  const seconds = `if(countIf(${has}) = 0, NULL, toInt64(floor(quantileExactInclusiveIf(${level})(assumeNotNull(${column}), ${has}) / 1000 + 0.5)))`;
  return `${seconds} AS q_${id}, countIf(${has}) AS n_${id}`;
};

/** Where all figures turn on one instant, rows outside the period are left out before anything is put together. */
const inPeriod = (whens: readonly string[]): string[] => {
  const [only, ...others] = new Set(whens);
  return only === undefined || others.length > 0 ? [] : [only];
};

const whole = z.coerce.number().refine(Number.isSafeInteger, 'a sum beyond 2^53 would no longer be exact: ask for a shorter period or fewer units');
const anyRow = z.record(z.string(), z.unknown());

const toChild = (measures: readonly Measure[], quantiles: readonly Quantile[]) => (raw: unknown): ChildFigures => {
  const row = anyRow.parse(raw);
  return {
    child: z.string().parse(row['child']),
    measures: Object.fromEntries(measures.map(({ id }) => [id, whole.parse(row[`m_${id}`])])),
    quantiles: Object.fromEntries(quantiles.map(({ id }) => [id, { seconds: z.number().nullable().parse(row[`q_${id}`]), n: whole.parse(row[`n_${id}`]) }])),
  };
};

const statementOver = (source: SourceId, question: FigureQuestion, measures: readonly Measure[], quantiles: readonly Quantile[]): FigureStatement<ChildFigures> => {
  const share = shareOf(source, question.policy);
  const child = childOf(question, source);
  const sums = [...measures.map((measure) => `${sumOf(measure, share)} AS m_${measure.id}`), ...quantiles.map(quantileSum)];
  const whens = [...measures.map(({ when }) => when), ...(quantiles.length > 0 ? ['finished_here'] : [])];
  return {
    name: `figures/${source}`,
    file: sourceFiles[source],
    parameters: parametersOf(question),
    row: toChild(measures, quantiles),
    fragments: {
      ...definitionsOf(question),
      select: [`${child.name} AS child`, ...sums].join(',\n  '),
      shares: sharesOf(source, question.policy),
      within: all([...inPeriod(whens), ...filterConditions(question, source)]),
      key: child.key,
      tail: '',
    },
  };
};

const sources: readonly SourceId[] = ['cases', 'ratings', 'holdings'];

/**
 * The statements that give measures and quantiles for every child at once: one for each source that is needed, whatever
 * the number of measures. A case that is shared out has no quantile, so under that policy there is none.
 */
export const figureStatements = (question: FigureQuestion, measures: readonly Measure[], quantiles: readonly Quantile[]): FigureStatement<ChildFigures>[] =>
  sources.flatMap((source) => {
    const here = measures.filter((measure) => measure.source === source);
    const ofCases = source === 'cases' && question.policy !== 'holding-share' ? quantiles : [];
    return here.length + ofCases.length === 0 ? [] : [statementOver(source, question, here, ofCases)];
  });
