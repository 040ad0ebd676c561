import { dateText, instantText, nameText } from './texts.js';
import { compact, parseUrlSearch } from './url-search.js';

/** Which waves are listed: those that began between two days; with a department what each says of it. */
export type SurveySearch = {
  readonly department?: string;
  readonly from?: string;
  readonly to?: string;
  /** The instant the list is read for; absent: now, or what `knownAt` says. */
  readonly at?: string;
  readonly knownAt?: string;
};

/** Reads an address. What it does not understand it leaves out, so that an old or mistyped link still opens. */
export const parseSurveySearch = (raw: Readonly<Record<string, unknown>>): SurveySearch =>
  compact({ department: nameText(raw['department']), from: dateText(raw['from']), to: dateText(raw['to']), at: instantText(raw['at']), knownAt: instantText(raw['knownAt']) });

const listPath = '/v1/surveys?';

/** The same list as a drill of the server's names it, as a page; null for an address that is no list of waves. */
export const surveysAt = (drill: string): SurveySearch | null => (drill.startsWith(listPath) ? parseSurveySearch(parseUrlSearch(drill.slice(listPath.length))) : null);
