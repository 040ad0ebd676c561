import type { CaseClockAnswer, ExplainedLimit } from '@mingxiao/contracts/clock';
import type { Verdict } from '../cases/prepare-case-list.js';
import { durationInWords } from '../format/format-duration.js';
import { nothing } from '../format/format-number.js';
import { holderLabel } from './names.js';
import type { CaseContext } from './prepare-case-header.js';

type LimitName = 'promised' | 'statutory';

export type ClockLimit = { readonly key: LimitName; readonly label: string; readonly verdict: Verdict; readonly provisional: boolean; readonly sentences: readonly string[] };
/** `percent`: of the elapsed time; null where no time passed. */
export type HolderShare = { readonly key: string; readonly holder: string; readonly held: string; readonly counted: string; readonly percent: number | null; readonly share: string };
export type ClockItem = { readonly key: string; readonly label: string; readonly value: string };

export type ClockView = {
  readonly course: readonly string[];
  readonly limits: readonly ClockLimit[];
  readonly holders: readonly HolderShare[];
  readonly versions: readonly ClockItem[];
};

const verdictOf = (key: LimitName, { verdict }: ExplainedLimit, { words }: CaseContext): Verdict => {
  const verdicts: Readonly<Record<ExplainedLimit['verdict'], Verdict>> = {
    'finished-in-time': { text: words.of('verdict.inTime'), tone: 'good' },
    'finished-late': { text: words.of(`verdict.late.${key}`), tone: 'late' },
    'open-in-time': { text: words.of('verdict.within'), tone: 'plain' },
    'open-overdue': { text: words.of(`verdict.overdue.${key}`), tone: 'late' },
    'nothing-due': { text: words.of('clock.nothingDue'), tone: 'plain' },
  };
  return verdicts[verdict];
};

/** A limit the case does not have is said in the course, and has no arithmetic of its own. */
const limitOf = (key: LimitName, limit: ExplainedLimit | null, context: CaseContext): ClockLimit[] =>
  limit === null
    ? []
    : [{ key, label: context.words.of(`limit.${key}`), verdict: verdictOf(key, limit, context), provisional: limit.provisional, sentences: limit.sentences }];

const holderOf = ({ unit, holder, seconds, countedSeconds, percent }: CaseClockAnswer['holders'][number], { words, nameOf }: CaseContext): HolderShare => ({
  key: JSON.stringify([unit, holder]),
  holder: holderLabel(unit, holder, nameOf),
  held: durationInWords(seconds, words),
  counted: durationInWords(countedSeconds, words),
  percent,
  share: percent === null ? nothing : `${percent.toFixed(2)}%`,
});

const versionItems = ({ kind, calendar, versions }: CaseClockAnswer, { words }: CaseContext): ClockItem[] => [
  { key: 'kind', label: words.of('case.kind'), value: `${words.maybe(`kind.${kind.name}`, kind.name)} (${kind.name} ${kind.version})` },
  { key: 'calendar', label: words.of('basis.calendar'), value: calendar === null ? nothing : `${calendar.name} ${calendar.version}` },
  { key: 'rules', label: words.of('clock.versions.rules'), value: versions.rules },
  { key: 'calendars', label: words.of('clock.versions.calendars'), value: versions.calendar },
  { key: 'organisation', label: words.of('clock.versions.organisation'), value: versions.organisation },
];

/** How the limits come out, in the server's own sentences; who had the case for how long; and what it all rests on. */
export const prepareClock = (clock: CaseClockAnswer, context: CaseContext): ClockView => ({
  course: clock.sentences,
  limits: [...limitOf('promised', clock.promised, context), ...limitOf('statutory', clock.statutory, context)],
  holders: clock.holders.map((holder) => holderOf(holder, context)),
  versions: versionItems(clock, context).filter(({ value }) => value !== ''),
});
