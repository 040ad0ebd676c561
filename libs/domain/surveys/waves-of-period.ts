import type { Instant } from '../kernel/instant.js';
import { totalOf, type Measures } from '../scoring/figures.js';
import type { Surveys } from './read-surveys.js';
import { surveyMeasures, waveResult } from './wave-results.js';

/** From the first invitation or answer of a wave to its last. */
export type WaveSpan = { readonly first: Instant; readonly last: Instant };

/** Every wave that somebody was invited to or answered, by id. */
export const wavesIn = ({ invitations, replies }: Surveys): ReadonlyMap<string, WaveSpan> => {
  const spans = new Map<string, WaveSpan>();
  for (const { wave, at } of [...invitations, ...replies]) {
    const { first, last } = spans.get(wave) ?? { first: at, last: at };
    spans.set(wave, { first: Math.min(first, at), last: Math.max(last, at) });
  }
  return new Map([...spans].sort(([a], [b]) => (a < b ? -1 : 1)));
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
  for (const [wave] of begun) {
    for (const [department, measures] of surveyMeasures(waveResult(surveys, wave))) sums.set(department, totalOf([{ measures: sums.get(department) ?? {} }, { measures }]));
  }
  return sums;
};
