import type { Policy } from '@mingxiao/contracts/metrics';
import type { Quantile } from '../indicators/indicator.js';
import type { Measure, SourceId } from '../measures/measure.js';
import { childOf, filterConditions, sameDay, type FigureQuestion } from '../sources/question.js';
import { isShared, shareOf, sharesOf } from '../sources/shares.js';
import { atRestFile, awayFile, sourceFiles } from '../sources/source-files.js';
import { ratingLists } from '../sources/rating-lists.js';
import { conditionOfSpan, countsAtHome, type Span } from '../sources/spans.js';
import { all, always, quantileOf, sumOf } from './sums.js';

/** One reading of one source: its text, filled with fragments of the registry, and what its lists of sums and quantiles are of. */
export type StatementPart = {
  readonly file: URL;
  readonly fragments: Readonly<Record<string, string>>;
  readonly measures: readonly Measure[];
  readonly quantiles: readonly Quantile[];
};

type FiguresAsked = { readonly question: FigureQuestion; readonly measures: readonly Measure[]; readonly quantiles: readonly Quantile[] };

/** What one part adds: sums and quantiles of the rows of its source that fulfil the conditions. */
type Reading = {
  readonly source: SourceId;
  readonly file: URL;
  readonly sums: readonly (readonly [Measure, string])[];
  readonly quantiles: readonly Quantile[];
  readonly conditions: readonly string[];
  readonly fragments: Readonly<Record<string, string>>;
};

const listOf = (values: readonly string[], type = 'Int64'): string => (values.length === 0 ? `emptyArray${type}()` : `[${values.join(', ')}]`);

type Sums = Reading['sums'];

/** Sums that are never below zero stand apart from the others: lists of one type need no conversion, which is a tenth of looking through a statement. */
const partedSums = ({ source, sums }: Reading, policy: Policy): { readonly counts: Sums; readonly amounts: Sums } => {
  const isCount = ({ unit }: Measure): boolean => unit !== 'ms' && !isShared(source, policy);
  return { counts: sums.filter(([measure]) => isCount(measure)), amounts: sums.filter(([measure]) => !isCount(measure)) };
};

/** Every part has the same columns: its number, and lists of what it has. */
const columnsOf = ({ quantiles }: Reading, { counts, amounts }: { readonly counts: Sums; readonly amounts: Sums }, part: number): string[] => {
  const values = quantiles.map(quantileOf);
  return [
    `${part} AS part`,
    `${listOf(counts.map(([, sum]) => sum), 'UInt64')} AS counts`,
    `${listOf(amounts.map(([, sum]) => `toInt64(${sum})`))} AS amounts`,
    `${listOf(values.map(({ seconds }) => seconds))} AS seconds`,
    `${listOf(values.map(({ n }) => n))} AS cases`,
  ];
};

const partOf = (question: FigureQuestion, reading: Reading, part: number): StatementPart => {
  const { source, file, quantiles, conditions, fragments } = reading;
  const child = childOf(question, source);
  const sums = partedSums(reading, question.policy);
  const select = [`${child.name} AS child`, ...columnsOf(reading, sums, part)].join(',\n  ');
  const within = all([...conditions, ...filterConditions(question, source)]);
  return {
    file,
    fragments: { select, shares: sharesOf(source, question.policy), within, key: child.key, tail: '', ratings: ratingLists([select, within, child.key]), ...fragments },
    measures: [...sums.counts, ...sums.amounts].map(([measure]) => measure),
    quantiles,
  };
};

/** Where all figures turn on one instant, rows outside the period are left out before anything is put together. */
const inPeriod = (whens: readonly string[]): string[] => {
  const [only, ...others] = new Set(whens);
  return only === undefined || others.length > 0 ? [] : [only];
};

/** The rows of a source as they lie there, instant by instant. */
const reading = (question: FigureQuestion, source: SourceId, measures: readonly Measure[], span: Span, quantiles: readonly Quantile[] = []): Reading => {
  const share = shareOf(source, question.policy);
  const whens = [...measures.map(({ when }) => when), ...(quantiles.length > 0 ? ['finished_here'] : [])];
  return {
    source,
    file: sourceFiles[source],
    sums: measures.map((measure) => [measure, sumOf(measure, share)]),
    quantiles,
    conditions: [conditionOfSpan[span], ...inPeriod(whens)],
    fragments: { same_day: sameDay(question, false) },
  };
};

/** Every case at rest was accepted and finished in the period; none of them is open. */
const seenAtRest = (measure: Measure): Measure => (measure.when === 'accepted_here' || measure.when === 'finished_here' ? { ...measure, when: always } : measure);

/** Cases at rest, and their ratings that name whoever answers for them. */
const atRest = (question: FigureQuestion, cases: readonly Measure[], ratings: readonly Measure[]): Reading => {
  const share = shareOf('cases', question.policy);
  const counted = cases.filter(({ when }) => when !== 'open_then');
  return {
    source: 'cases',
    file: atRestFile,
    sums: [...counted.map((measure) => [measure, sumOf(seenAtRest(measure), share)] as const), ...ratings.map((measure) => [measure, measure.atRest ?? '0'] as const)],
    quantiles: [],
    conditions: [conditionOfSpan['at-rest'], ...(counted.length === 0 ? ['home_active > 0'] : [])],
    fragments: { same_day: sameDay(question, true) },
  };
};

/** The ratings of cases at rest that name somebody else. */
const away = (question: FigureQuestion, measures: readonly Measure[]): Reading => ({
  ...reading(question, 'ratings', measures, 'at-rest'),
  file: awayFile,
  conditions: ['away_marks != 0', conditionOfSpan['at-rest']],
});

const readingsOf = ({ question, measures, quantiles }: FiguresAsked): readonly Reading[] => {
  const from = (source: SourceId): readonly Measure[] => measures.filter((measure) => measure.source === source);
  const [cases, ratings, holdings] = [from('cases'), from('ratings'), from('holdings')];
  // A quantile has to see all cases at once, and then the sums are had beside it.
  const casesApart = quantiles.length === 0 ? cases : [];
  const ratingsApart = countsAtHome(question) && ratings.every(({ atRest: kept }) => kept !== null) ? ratings : [];
  return [
    ...(casesApart.length + ratingsApart.length > 0 ? [atRest(question, casesApart, ratingsApart)] : []),
    ...(casesApart.length > 0 ? [reading(question, 'cases', cases, 'moving')] : []),
    ...(quantiles.length > 0 ? [reading(question, 'cases', cases, 'touching', quantiles)] : []),
    ...(ratingsApart.length > 0 ? [reading(question, 'ratings', ratings, 'moving'), away(question, ratings)] : []),
    ...(ratings.length > ratingsApart.length ? [reading(question, 'ratings', ratings, 'touching')] : []),
    ...(holdings.length > 0 ? [reading(question, 'holdings', holdings, 'touching')] : []),
  ];
};

/**
 * The parts whose rows, added up by child, are the figures asked for. Cases at rest are counted apart from the others, and
 * with them the ratings of whoever answers for them, where all that is asked of ratings is kept with the case. A case that
 * is shared out has no quantile.
 */
export const statementParts = (question: FigureQuestion, measures: readonly Measure[], quantiles: readonly Quantile[]): readonly StatementPart[] =>
  readingsOf({ question, measures, quantiles: isShared('cases', question.policy) ? [] : quantiles }).map((one, part) => partOf(question, one, part));
