import type { CaseDetail } from '@mingxiao/contracts/cases';
import { kindName, stateName, type Verdict } from '../cases/prepare-case-list.js';
import { durationInWords, wholeDays } from '../format/format-duration.js';
import type { InstantFormat } from '../format/format-instant.js';
import { nothing } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';
import { holderLabel, type NameOf } from './names.js';

export type CaseContext = { readonly words: Words; readonly format: InstantFormat; readonly nameOf: NameOf };
export type HeaderItem = { readonly key: string; readonly label: string; readonly value: string };
export type LimitVerdict = { readonly key: 'promised' | 'statutory'; readonly label: string; readonly due: string; readonly verdict: Verdict };

export type CaseHeaderView = {
  readonly title: string;
  readonly id: string;
  readonly state: string;
  readonly finished: boolean;
  readonly limits: readonly LimitVerdict[];
  readonly items: readonly HeaderItem[];
  readonly clock: readonly HeaderItem[];
};

const verdictBy = (detail: CaseDetail, due: string, late: boolean, words: Words): Verdict => {
  const finished = detail.finishedAt !== null;
  const gap = durationInWords((Date.parse(detail.finishedAt ?? detail.basis.at) - Date.parse(due)) / 1000, words);
  if (late) return { text: words.of(finished ? 'verdict.lateBy' : 'verdict.overdueBy', { gap }), tone: 'late' };
  return finished ? { text: words.of('verdict.earlyBy', { gap }), tone: 'good' } : { text: words.of('verdict.leftBy', { gap }), tone: 'plain' };
};

const limitVerdict = (detail: CaseDetail, key: 'promised' | 'statutory', { words, format }: CaseContext): LimitVerdict => {
  const [due, late] = key === 'promised' ? [detail.promisedDueAt, detail.latePromised] : [detail.statutoryDueAt, detail.lateStatutory];
  const verdict: Verdict = due === null || late === null ? { text: words.of('verdict.noLimit'), tone: 'plain' } : verdictBy(detail, due, late, words);
  return { key, label: words.of(`limit.${key}`), due: format.minute(due), verdict };
};

const place = ({ district, department, section }: CaseDetail, nameOf: NameOf): string =>
  [district, department, section].filter((id): id is string => id !== null).map(nameOf).join(' › ') || nothing;

const particulars = (detail: CaseDetail, { words, format, nameOf }: CaseContext): HeaderItem[] => [
  { key: 'kind', label: words.of('case.kind'), value: kindName(detail.kind, words) },
  { key: 'place', label: words.of('case.place'), value: place(detail, nameOf) },
  { key: 'holder', label: words.of('case.holder'), value: holderLabel(detail.unit, detail.holder, nameOf) },
  { key: 'channel', label: words.of('case.channel'), value: detail.channel === null ? nothing : words.maybe(`channel.${detail.channel}`, detail.channel) },
  { key: 'applicant', label: words.of('case.applicant'), value: detail.applicantType === null ? nothing : words.maybe(`applicant.${detail.applicantType}`, detail.applicantType) },
  { key: 'accepted', label: words.of('case.acceptedAt'), value: format.minute(detail.acceptedAt) },
  { key: 'finished', label: words.of('case.finishedAt'), value: format.minute(detail.finishedAt) },
];

const clock = (detail: CaseDetail, words: Words): HeaderItem[] => {
  const inWords = (seconds: number | null): string => {
    if (seconds === null) return nothing;
    return seconds === 0 ? words.of('case.none') : durationInWords(seconds, words);
  };
  const used = detail.usedSeconds === null ? nothing : words.of('case.used.value', { days: wholeDays(detail.usedSeconds), exact: inWords(detail.usedSeconds) });
  return [
    { key: 'elapsed', label: words.of('case.elapsed'), value: inWords(detail.elapsedSeconds) },
    { key: 'used', label: words.of('case.used'), value: used },
    { key: 'suspended', label: words.of('case.suspended'), value: inWords(detail.suspendedSeconds) },
  ];
};

/** What the head of a case page says: what it is, where it stands, and the verdict against each limit. */
export const prepareCaseHeader = (detail: CaseDetail, context: CaseContext): CaseHeaderView => {
  const { words, nameOf } = context;
  const outcome = detail.outcome === null ? '' : ` · ${words.maybe(`outcome.${detail.outcome}`, detail.outcome)}`;
  return {
    title: detail.item === null ? kindName(detail.kind, words) : nameOf(detail.item),
    id: detail.id,
    state: `${stateName(detail.state, words)}${outcome}`,
    finished: detail.finishedAt !== null,
    limits: [limitVerdict(detail, 'promised', context), limitVerdict(detail, 'statutory', context)],
    items: particulars(detail, context),
    clock: clock(detail, words),
  };
};
