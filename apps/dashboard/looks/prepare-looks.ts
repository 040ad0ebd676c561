import type { FlaggedCase, Looks, NearLimitUnit, OvertakenCase } from '@mingxiao/contracts/looks';
import { kindName } from '../cases/prepare-case-list.js';
import { durationInWords } from '../format/format-duration.js';
import type { InstantFormat } from '../format/format-instant.js';
import { formatCount, formatPercent, nothing } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';

export type LooksContext = { readonly words: Words; readonly format: InstantFormat; readonly nameOf: (id: string) => string };

/** A case worth a look: where it belongs, and in a line why. */
export type LookLine = { readonly caseId: string; readonly place: string; readonly what: string };
export type FlagLine = { readonly flag: string; readonly title: string; readonly innocent: string; readonly count: string };
export type UnitLine = { readonly unit: string; readonly name: string; readonly share: string; readonly what: string };

const placeOf = ({ kind, item, unit, holder }: Pick<OvertakenCase, 'kind' | 'item' | 'unit' | 'holder'>, { words, nameOf }: LooksContext): string =>
  [kindName(kind, words), item, unit, holder].flatMap((part, index) => (part === null || part === nothing ? [] : [index === 0 ? part : nameOf(part)])).join(' · ');

/** How many cases carry each flag, in the server's order. */
export const prepareFlags = ({ flags }: Pick<Looks, 'flags'>, words: Words): FlagLine[] =>
  flags.map(({ flag, title, innocent, cases }) => ({ flag, title: words.text(title), innocent: words.text(innocent), count: formatCount(cases) }));

export const prepareOvertaken = (row: OvertakenCase, context: LooksContext): LookLine => {
  const { words, format } = context;
  const values = { since: format.minute(row.overtakenAt), waited: durationInWords(row.waitedSeconds, words), n: formatCount(row.overtakers) };
  return { caseId: row.caseId, place: placeOf(row, context), what: words.of(row.finishedAt === null ? 'looks.overtaken.open' : 'looks.overtaken.finished', values) };
};

export const prepareFlagged = (row: FlaggedCase, context: LooksContext): LookLine => {
  const { words, format } = context;
  const accepted = format.minute(row.acceptedAt);
  const what = row.finishedAt === null ? words.of('looks.flagged.open', { accepted }) : words.of('looks.flagged.case', { accepted, finished: format.minute(row.finishedAt) });
  return { caseId: row.caseId, place: placeOf(row, context), what };
};

export const prepareNearLimit = ({ unit, withLimit, justBefore, justAfter }: NearLimitUnit, { words, nameOf }: LooksContext): UnitLine => ({
  unit,
  name: nameOf(unit),
  share: formatPercent({ numerator: justBefore, denominator: withLimit }),
  what: words.of('looks.nearLimit.unit', { before: formatCount(justBefore), all: formatCount(withLimit), after: formatCount(justAfter) }),
});
