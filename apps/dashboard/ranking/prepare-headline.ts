import type { HeadlineFigure } from '@mingxiao/contracts/dashboards';
import type { MeasureId } from '@mingxiao/contracts/metrics';
import type { Ranking, RankingRow, Share } from '@mingxiao/contracts/rankings';
import { formatCount, formatFraction, formatMean, formatPercent } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';

export type Headline = {
  readonly figure: HeadlineFigure;
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly measure: MeasureId;
  readonly late: boolean;
};

const sum = (rows: readonly RankingRow[], of: (row: RankingRow) => number): number => rows.reduce((total, row) => total + of(row), 0);

const sumShare = (rows: readonly RankingRow[], of: (row: RankingRow) => Share): Share => ({
  numerator: sum(rows, (row) => of(row).numerator),
  denominator: sum(rows, (row) => of(row).denominator),
});

/** The mean of all ratings, from the rows' means and their n; null when nobody rated. */
const overallMean = (rows: readonly RankingRow[]): number | null => {
  const ratings = sum(rows, (row) => row.ratings);
  return ratings === 0 ? null : sum(rows, (row) => (row.meanRating ?? 0) * row.ratings) / ratings;
};

const makers: Readonly<Record<HeadlineFigure, (rows: readonly RankingRow[], words: Words) => Headline>> = {
  finished: (rows, words) => ({
    figure: 'finished',
    label: words.of('figure.finished'),
    value: formatCount(sum(rows, (row) => row.finished)),
    note: words.of('figure.finished.note', { n: formatCount(sum(rows, (row) => row.accepted)) }),
    measure: 'finished',
    late: false,
  }),
  onTimePromised: (rows, words) => {
    const share = sumShare(rows, (row) => row.onTimePromised);
    const late = formatCount(share.denominator - share.numerator);
    return {
      figure: 'onTimePromised',
      label: words.of('figure.onTimePromised'),
      value: formatPercent(share),
      note: words.of('figure.onTimePromised.note', { fraction: formatFraction(share), late }),
      measure: 'withPromised',
      late: false,
    };
  },
  openOverdue: (rows, words) => {
    const overdue = sum(rows, (row) => row.openOverdue);
    return {
      figure: 'openOverdue',
      label: words.of('figure.openOverdue'),
      value: formatCount(overdue),
      note: words.of('figure.openOverdue.note'),
      measure: 'openOverdue',
      late: overdue > 0,
    };
  },
  rating: (rows, words) => ({
    figure: 'rating',
    label: words.of('figure.rating'),
    value: formatMean(overallMean(rows)),
    note: words.of('figure.rating.note', { n: formatCount(sum(rows, (row) => row.ratings)) }),
    measure: 'valid',
    late: false,
  }),
};

/** The totals of a ranking: sums of its rows, never means of means. */
export const prepareHeadline = (figures: readonly HeadlineFigure[], rows: readonly RankingRow[], words: Words): Headline[] =>
  figures.map((figure) => makers[figure](rows, words));

/** The answer to the page's question in one sentence. */
export const answerInWords = ({ by, from, to, rows, minimumCases }: Omit<Ranking, 'metric'>, words: Words): string => {
  const ranked = rows.filter(({ rank }) => rank !== null).length;
  const unranked = rows.length - ranked;
  const answer = words.of('ranking.answer', { from, to, ranked: formatCount(ranked), by: words.of(`by.${by}`) });
  return unranked === 0 ? answer : `${answer}${words.of('ranking.answer.unranked', { n: formatCount(unranked), minimum: minimumCases })}`;
};
