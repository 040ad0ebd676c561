import type { CaseClockAnswer, ExplainedSegment } from '@mingxiao/contracts/clock';
import { durationInWords } from '../format/format-duration.js';
import { nothing } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';
import { holderLabel } from './names.js';
import type { CaseContext } from './prepare-case-header.js';
import { amountInWords } from './prepare-facts.js';

/** `seconds` is the whole stretch, `countedSeconds` what of it counts as used. */
export type Stretch = {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly holder: string;
  readonly what: string;
  readonly note: string;
  /** How long it took and how much of that counts as used, in words. */
  readonly took: string;
  readonly seconds: number;
  readonly countedSeconds: number;
};

type Run = readonly [ExplainedSegment, ...ExplainedSegment[]];

/** Nights, lunch breaks and days off are the ordinary course of a case: told apart in one line, not one line each. */
const ordinary: ReadonlySet<ExplainedSegment['kind']> = new Set(['running', 'off-hours', 'holiday']);

const isOrdinary = ({ kind, reason }: ExplainedSegment): boolean => ordinary.has(kind) && reason === null;

const continues = (before: ExplainedSegment, next: ExplainedSegment): boolean =>
  isOrdinary(before) && isOrdinary(next) && before.to === next.from && before.unit === next.unit && before.holder === next.holder;

const runsOf = (segments: CaseClockAnswer['segments']): Run[] =>
  segments.reduce<Run[]>((runs, segment) => {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last === undefined || before === undefined || !continues(before, segment)) return [...runs, [segment]];
    return [...runs.slice(0, -1), [...last, segment]];
  }, []);

const total = (segments: readonly ExplainedSegment[]): number => segments.reduce((sum, { seconds }) => sum + seconds, 0);

const partsOf = (run: Run, { words }: CaseContext): string => {
  const labels = [...new Set(run.map(({ label }) => label))];
  if (labels.length === 1) return run[0].label;
  return labels.map((label) => `${label} ${durationInWords(total(run.filter((segment) => segment.label === label)), words)}`).join(' · ');
};

const noteOf = ({ reason, basis, approver, appliedFor }: ExplainedSegment, { words, nameOf }: CaseContext): string =>
  [
    reason === null ? '' : words.maybe(`reason.${reason}`, reason),
    basis ?? '',
    approver === null ? '' : `${words.of('field.approver')} ${nameOf(approver)}`,
    appliedFor === null ? '' : `${words.of('field.appliedFor')} ${amountInWords(appliedFor, words) ?? nothing}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');

const tookInWords = (seconds: number, countedSeconds: number, words: Words): string => {
  const length = durationInWords(seconds, words);
  return countedSeconds === 0 ? words.of('clock.stretch.none', { length }) : words.of('clock.stretch', { length, counted: durationInWords(countedSeconds, words) });
};

/** The course of the clock, one line for each stretch that one person had under one condition. All lines add up to the elapsed time. */
export const prepareStretches = (segments: CaseClockAnswer['segments'], context: CaseContext): Stretch[] =>
  runsOf(segments).map((run) => {
    const { words, format, nameOf } = context;
    const [first] = run;
    const seconds = total(run);
    const countedSeconds = total(run.filter(({ counts }) => counts));
    return {
      key: `${first.from} ${first.kind} ${first.holder ?? ''} ${first.unit ?? ''}`,
      from: format.minute(first.from),
      to: format.minute(run.at(-1)?.to ?? first.to),
      holder: holderLabel(first.unit, first.holder, nameOf),
      what: partsOf(run, context),
      note: noteOf(first, context),
      took: tookInWords(seconds, countedSeconds, words),
      seconds,
      countedSeconds,
    };
  });
