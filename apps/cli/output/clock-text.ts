import type { CaseClockAnswer, ExplainedLimit, ExplainedSegment } from '@mingxiao/contracts/clock';
import { durationWords } from '@mingxiao/domain/explain/words/duration-words';
import { instantWords } from '@mingxiao/domain/explain/words/instant-words';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { table } from './table.js';
import { none } from './words.js';

const heads = {
  zh: {
    segments: ['自', '至', '标签', '时长', '计入', '单位 / 经办人', '事由'],
    sums: ['合计', '时长', '计入'],
    holders: ['单位 / 经办人', '时长', '占比', '计入'],
    earlier: '此前的判定',
    earlierColumns: ['适用期间', '承诺到期', '法定到期', '部门'],
    older: '更早的判定',
    provisional: '（暂定）',
    late: '（超时）',
    counts: '是',
    versions: ['版本', '类型', '工作日历', '规则', '日历', '组织', '当时所知'],
  },
  en: {
    segments: ['from', 'to', 'label', 'duration', 'counts', 'unit / holder', 'reason'],
    sums: ['in all', 'duration', 'counted'],
    holders: ['unit / holder', 'duration', 'share', 'counted'],
    earlier: 'Earlier verdicts',
    earlierColumns: ['held', 'promised due', 'statutory due', 'department'],
    older: 'Older verdicts',
    provisional: ' (provisional)',
    late: ' (late)',
    counts: 'yes',
    versions: ['Versions', 'kind', 'calendar', 'rules', 'calendars', 'organisation', 'known at'],
  },
} as const;

type Clock = CaseClockAnswer;

/** The explanation of a clock as plain text: header, segments, sums, shares, the arithmetic, versions, earlier verdicts. */
export const clockText = (clock: Clock): string =>
  [clock.id, ...clock.sentences, ...segmentBlock(clock), ...limitBlock(clock.promised), ...limitBlock(clock.statutory), ...stepBlock(clock), ...versionLines(clock), ...earlierBlock(clock)].join('\n');

const instant = ({ language, timeZone }: Clock, text: string | null): string => (text === null ? none : instantWords(language, timeZone, instantOf(text) ?? 0));
const duration = ({ language }: Clock, seconds: number): string => durationWords(language, 'elapsed', seconds * 1000);

const nameOf = ({ names, language }: Clock, id: string | null): string => (id === null ? none : (names[id]?.[language] ?? id));
const whoOf = (clock: Clock, { unit, holder }: { readonly unit: string | null; readonly holder: string | null }): string => `${nameOf(clock, unit)} / ${holder ?? none}`;

const segmentRow = (clock: Clock, segment: ExplainedSegment): string[] => [
  instant(clock, segment.from),
  instant(clock, segment.to),
  segment.label,
  duration(clock, segment.seconds),
  segment.counts ? heads[clock.language].counts : '',
  whoOf(clock, segment),
  segment.reason ?? '',
];

const segmentBlock = (clock: Clock): string[] => {
  if (clock.segments.length === 0) return [];
  const words = heads[clock.language];
  return [
    '',
    table(words.segments, clock.segments.map((segment) => segmentRow(clock, segment))),
    '',
    table(words.sums, clock.sums.map(({ label, seconds, countedSeconds }) => [label, duration(clock, seconds), duration(clock, countedSeconds)])),
    '',
    table(words.holders, clock.holders.map((part) => [whoOf(clock, part), duration(clock, part.seconds), part.percent === null ? none : `${part.percent.toFixed(2)}%`, duration(clock, part.countedSeconds)])),
  ];
};

const limitBlock = (limit: ExplainedLimit | null): string[] => {
  if (limit === null) return [];
  const [first = '', ...rest] = limit.sentences;
  return ['', first, ...rest.map((sentence) => `  ${sentence}`)];
};

const stepBlock = ({ steps }: Clock): string[] => (steps.length === 0 ? [] : ['', ...steps.map(({ sentence }) => sentence)]);

const versionLines = ({ language, kind, calendar, versions, knownAt }: Clock): string[] => {
  const [title, ofKind, ofCalendar, rules, calendars, organisation, known] = heads[language].versions;
  const parts = [
    `${ofKind} ${kind.name} ${kind.version}`,
    `${ofCalendar} ${calendar === null ? none : `${calendar.name} ${calendar.version}`}`,
    `${rules} ${versions.rules}`,
    `${calendars} ${versions.calendar}`,
    `${organisation} ${versions.organisation}`,
    ...(knownAt === null ? [] : [`${known} ${knownAt}`]),
  ];
  return ['', `${title}: ${parts.join(' · ')}`];
};

const earlierBlock = (clock: Clock): string[] => {
  const words = heads[clock.language];
  const older = clock.earlierBefore === null ? [] : ['', `${words.older}: --earlier-before ${clock.earlierBefore}`];
  if (clock.earlier.length === 0) return older;
  const due = (at: string | null, late: boolean | null) => `${instant(clock, at)}${late === true ? words.late : ''}`;
  const rows = clock.earlier.map((one) => [
    `${instant(clock, one.from)} – ${instant(clock, one.until)}${one.provisional ? words.provisional : ''}`,
    due(one.promisedDueAt, one.latePromised),
    due(one.statutoryDueAt, one.lateStatutory),
    nameOf(clock, one.department),
  ]);
  return ['', words.earlier, table(words.earlierColumns, rows), ...older];
};
