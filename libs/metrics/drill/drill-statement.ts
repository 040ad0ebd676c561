import type { FigureStatement } from '../figures/figure-statement.js';
import { conditionOf, sumOf } from '../figures/sums.js';
import type { Measure } from '../measures/measure.js';
import { filterConditions, parametersOf, sameDay, type FigureQuestion } from '../sources/question.js';
import { shareOf, sharesOf } from '../sources/shares.js';
import { sourceFiles } from '../sources/source-files.js';
import { ratingLists } from '../sources/rating-lists.js';
import { conditionOfSpan } from '../sources/spans.js';
import { toListedCase, type ListedCase } from './listed-case.js';

/** A page of the list. */
export type Page = { readonly limit: number; readonly offset: number };

/** What a line shows of its case. All rows of one case say the same of it, so any of them will do. */
const shown: Readonly<Record<string, string>> = {
  kind: 'kind',
  item: 'item',
  status: 'status',
  unit: 'c.unit',
  holder: 'holder',
  flags: 'flags',
  accepted_at: 'toUnixTimestamp64Milli(accepted_at)',
  finished_at: 'toUnixTimestamp64Milli(first_finished_at)',
  promised_due_at: 'toUnixTimestamp64Milli(promised_due_at)',
  statutory_due_at: 'toUnixTimestamp64Milli(statutory_due_at)',
  elapsed_ms: 'elapsed_ms',
  used_ms: 'used_ms',
  levels: 'arrayFilter((rated, by_person, aside) -> by_person = 1 AND aside = 0, rating_level, rating_active, rating_set_aside)',
};

/** Late and long ones first; the case id makes the order total, so that pages are stable. */
const inOrder = `ORDER BY
  ifNull(shown_finished_at, {reading: Int64}) > ifNull(shown_promised_due_at, shown_statutory_due_at) DESC,
  shown_elapsed_ms DESC, case_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}`;

/**
 * The cases behind a measure, from the measure's own source and under its own condition: what they add is, added up, the
 * measure. A case stands there once, however many of its ratings or holdings count.
 */
export const drillStatement = (question: FigureQuestion, measure: Measure, page: Page): FigureStatement<ListedCase> => {
  const { source } = measure;
  const amount = `${sumOf(measure, shareOf(source, question.policy))} AS amount`;
  const columns = Object.entries(shown).map(([name, value]) => `any(${value}) AS shown_${name}`);
  const within = [conditionOf(measure), ...(source === 'holdings' ? [] : [conditionOfSpan.touching]), ...filterConditions(question, source)];
  const select = ['case_id', ...columns, amount, 'sum(amount) OVER () AS total', 'count() OVER () AS cases'].join(',\n  ');
  return {
    name: `drill/${source}`,
    parameters: { ...parametersOf(question), ...page },
    row: toListedCase,
    parts: [
      {
        file: sourceFiles[source],
        fragments: {
          same_day: sameDay(question, false),
          select,
          shares: sharesOf(source, question.policy),
          within: within.join(' AND '),
          ratings: ratingLists([select, ...within]),
          key: 'case_id',
          tail: inOrder,
        },
      },
    ],
  };
};
