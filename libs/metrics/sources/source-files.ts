import type { SourceId } from '../measures/measure.js';

/** Where the statement of each source stands; the shell reads the text. */
export const sourceFiles: Readonly<Record<SourceId, URL>> = {
  cases: new URL('./cases.sql', import.meta.url),
  ratings: new URL('./ratings.sql', import.meta.url),
  holdings: new URL('./holdings.sql', import.meta.url),
};

/** Cases of which everything lies within the period, counted without looking at an instant. */
export const atRestFile = new URL('./at-rest.sql', import.meta.url);

/** Their ratings that name somebody else than who answers for the case. */
export const awayFile = new URL('./away.sql', import.meta.url);

/** Whether there is anything in a period at all. */
export const anythingFile = new URL('./anything.sql', import.meta.url);
