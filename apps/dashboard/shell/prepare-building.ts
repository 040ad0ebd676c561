import type { Model } from '@mingxiao/contracts/models';
import { formatCount } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';

/** `percent` null: nobody can say how far it is. */
export type Building = { readonly title: string; readonly hint: string; readonly percent: number | null };

/** What is being built, how far it is, and what to do where it failed. Never 100% before it is ready. */
export const prepareBuilding = ({ state, cases, casesExpected, problem }: Model, words: Words): Building => {
  if (state === 'failed') return { title: words.of('building.failed'), hint: words.of('building.failed.hint', { problem: problem ?? '' }), percent: null };
  const title = words.of('building.title');
  if (casesExpected === null || casesExpected === 0) return { title, hint: words.of('building.hint'), percent: null };
  const percent = Math.min(99, Math.floor((cases * 100) / casesExpected));
  return { title, hint: words.of('building.progress', { cases: formatCount(cases), expected: formatCount(casesExpected) }), percent };
};
