import type { Instant } from '../kernel/instant.js';
import { totalOf, type Measures } from '../scoring/figures.js';
import type { Reply, Respondent, Surveys } from './read-surveys.js';
import { surveyMeasures, waveResult } from './wave-results.js';

/** One wave: from its first invitation or answer to its last, and all of them. */
export type Wave = { readonly first: Instant; readonly last: Instant; readonly surveys: Surveys };

type Growing = { first: Instant; last: Instant; readonly surveys: { readonly invitations: Respondent[]; readonly replies: Reply[] } };

/** Every wave that somebody was invited to or answered, by id. */
export const wavesIn = ({ invitations, replies }: Surveys): ReadonlyMap<string, Wave> => {
  const waves = new Map<string, Growing>();
  const grown = ({ wave, at }: Respondent): Growing => {
    const known = waves.get(wave) ?? { first: at, last: at, surveys: { invitations: [], replies: [] } };
    known.first = Math.min(known.first, at);
    known.last = Math.max(known.last, at);
    waves.set(wave, known);
    return known;
  };
  for (const one of invitations) grown(one).surveys.invitations.push(one);
  for (const one of replies) grown(one).surveys.replies.push(one);
  return new Map([...waves].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** What had happened by an instant, and nothing after it. */
export const surveysBy = ({ invitations, replies }: Surveys, at: Instant): Surveys => {
  const happened = (one: { readonly at: Instant }): boolean => one.at <= at;
  return { invitations: invitations.filter(happened), replies: replies.filter(happened) };
};

/**
 * What departments were given in the waves of a period, half-open: a wave belongs as a whole to the period in which it began,
 * with every answer there is. Were it cut, the figures of a month and of its quarter would leave the answers of the few who
 * are hidden (suppression.ts). A department that is shown in none of them is missing.
 */
export const surveyMeasuresOf = (surveys: Surveys, { from, to }: { readonly from: Instant; readonly to: Instant }): ReadonlyMap<string, Measures> => {
  const begun = [...wavesIn(surveys)].filter(([, { first }]) => first >= from && first < to);
  const sums = new Map<string, Measures>();
  for (const [wave, { surveys: ofWave }] of begun) {
    for (const [department, measures] of surveyMeasures(waveResult(ofWave, wave))) sums.set(department, totalOf([{ measures: sums.get(department) ?? {} }, { measures }]));
  }
  return sums;
};
