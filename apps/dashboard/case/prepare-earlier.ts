import type { CaseClockAnswer, EarlierVerdictAnswer } from '@mingxiao/contracts/clock';
import { nothing } from '../format/format-number.js';
import type { CaseContext } from './prepare-case-header.js';

export type EarlierLine = { readonly key: string; readonly period: string; readonly verdicts: readonly string[]; readonly versions: string };

const earlierVerdict = (key: 'promised' | 'statutory', due: string | null, late: boolean | null, { words, format }: CaseContext): string => {
  const label = words.of(`limit.${key}`);
  if (due === null) return `${label}: ${words.of('verdict.noLimit')}`;
  const judged = late === null ? '' : ` · ${words.of(late ? `verdict.late.${key}` : 'verdict.inTime')}`;
  return `${label}: ${format.minute(due)}${judged}`;
};

const versionsText = ({ rules, calendar, organisation }: EarlierVerdictAnswer['versions'], { words }: CaseContext): string =>
  [
    [words.of('basis.rules'), rules],
    [words.of('basis.calendar'), calendar],
    [words.of('basis.organisation'), organisation],
  ]
    .map(([label, version]) => `${label} ${version === '' ? nothing : version}`)
    .join(' · ');

const earlierOf = (earlier: EarlierVerdictAnswer, context: CaseContext): EarlierLine => {
  const { words, format, nameOf } = context;
  const place = [earlier.district, earlier.department, earlier.section].filter((id): id is string => id !== null).map(nameOf);
  return {
    key: `${earlier.from} ${earlier.until}`,
    period: words.of('clock.earlier.period', { from: format.minute(earlier.from), until: format.minute(earlier.until) }),
    verdicts: [
      earlierVerdict('promised', earlier.promisedDueAt, earlier.latePromised, context),
      earlierVerdict('statutory', earlier.statutoryDueAt, earlier.lateStatutory, context),
      ...(place.length === 0 ? [] : [`${words.of('case.place')}: ${place.join(' › ')}`]),
      ...(earlier.provisional ? [words.of('clock.provisional')] : []),
    ],
    versions: versionsText(earlier.versions, context),
  };
};

/** What was said before rules, calendar or organisation changed, oldest first. */
export const prepareEarlier = ({ earlier }: Pick<CaseClockAnswer, 'earlier'>, context: CaseContext): EarlierLine[] => earlier.map((one) => earlierOf(one, context));
