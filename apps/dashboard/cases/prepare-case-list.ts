import type { CaseSummary } from '@mingxiao/contracts/cases';
import { formatDays, wholeDays } from '../format/format-duration.js';
import type { InstantFormat } from '../format/format-instant.js';
import { nothing } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';

export type Verdict = { readonly text: string; readonly tone: 'late' | 'good' | 'plain' };

export type CaseRow = {
  readonly id: string;
  readonly kind: string;
  readonly item: string;
  readonly state: string;
  readonly unit: string;
  readonly holder: string;
  readonly accepted: string;
  readonly finished: string;
  readonly due: string;
  readonly verdict: Verdict;
  readonly elapsedDays: string;
  readonly usedDays: string;
  readonly rating: string;
  readonly flags: number;
};

export type CaseListContext = { readonly words: Words; readonly format: InstantFormat; readonly nameOf: (id: string) => string };

const lateVerdict = (finished: boolean, limit: 'promised' | 'statutory', words: Words): Verdict => ({
  text: words.of(finished ? `verdict.late.${limit}` : `verdict.overdue.${limit}`),
  tone: 'late',
});

/** The gravest verdict first: over the statutory limit, over the promise, in time; a case without a limit has none. */
export const verdictOf = (row: Pick<CaseSummary, 'finishedAt' | 'latePromised' | 'lateStatutory'>, words: Words): Verdict => {
  const finished = row.finishedAt !== null;
  if (row.lateStatutory === true) return lateVerdict(finished, 'statutory', words);
  if (row.latePromised === true) return lateVerdict(finished, 'promised', words);
  if (row.latePromised === null && row.lateStatutory === null) return { text: nothing, tone: 'plain' };
  return finished ? { text: words.of('verdict.inTime'), tone: 'good' } : { text: words.of('verdict.within'), tone: 'plain' };
};

export const kindName = (kind: string | null, words: Words): string => (kind === null ? nothing : words.maybe(`kind.${kind}`, kind));
export const stateName = (state: string, words: Words): string => words.maybe(`state.${state}`, state);

/** One case of a list in words. */
export const prepareCaseRow = (row: CaseSummary, { words, format, nameOf }: CaseListContext): CaseRow => ({
  id: row.id,
  kind: kindName(row.kind, words),
  item: row.item === null ? nothing : nameOf(row.item),
  state: stateName(row.state, words),
  unit: row.unit === null ? words.of('unit.none') : nameOf(row.unit),
  holder: row.holder === null ? nothing : nameOf(row.holder),
  accepted: format.minute(row.acceptedAt),
  finished: format.minute(row.finishedAt),
  due: format.minute(row.promisedDueAt ?? row.statutoryDueAt),
  verdict: verdictOf(row, words),
  elapsedDays: formatDays(row.elapsedSeconds),
  usedDays: row.usedSeconds === null ? nothing : String(wholeDays(row.usedSeconds)),
  rating: row.rating === null ? nothing : words.maybe(`rating.${row.rating}`, String(row.rating)),
  flags: row.flags.length,
});
