import type { Basis, LocalizedText } from '@mingxiao/contracts/basis';
import type { CaseClockAnswer, EarlierVerdictAnswer, ExplainedLimit, ExplainedMove, ExplainedSegment, StepClock } from '@mingxiao/contracts/clock';
import type { CaseState, Verdict } from '@mingxiao/domain/cases/case-state';
import type { ClockSegment } from '@mingxiao/domain/cases/clock-segments';
import type { StepTime } from '@mingxiao/domain/cases/step-times';
import type { EarlierVerdict } from '@mingxiao/domain/explain/earlier-verdicts';
import type { ClockExplanation } from '@mingxiao/domain/explain/explain-clock';
import type { LimitExplanation } from '@mingxiao/domain/explain/explain-limit';
import type { LimitMove } from '@mingxiao/domain/explain/limit-moves';
import type { Language } from '@mingxiao/domain/explain/words/language';
import { clockSentences, phrasesOf, stepName } from '@mingxiao/domain/explain/words/sentences';
import { roundHalfUp, toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { labelOfUnit } from '../query/labels.js';
import type { EarlierPage } from './earlier-verdicts.js';

export type ClockReading = {
  readonly state: CaseState;
  readonly explanation: ClockExplanation;
  readonly earlier: EarlierPage;
  readonly reference: Reference;
  readonly language: Language;
  readonly knownAt: Instant | null;
  readonly basis: Basis;
};

export const toClockAnswer = (reading: ClockReading): CaseClockAnswer => {
  const { state, explanation, earlier, language } = reading;
  const { clock, firstVerdict, promised, statutory } = explanation;
  const { label } = phrasesOf(language);
  const sentences = clockSentences(explanation, language);
  return {
    id: state.caseId,
    at: toIso(clock.at),
    knownAt: iso(reading.knownAt),
    language,
    ...timesOf(explanation),
    segments: clock.segments.map((segment) => segmentOf(segment, label[segment.kind])),
    sums: explanation.sums.map((sum) => ({ ...sum, label: label[sum.kind] })),
    holders: explanation.holders.map(({ unit, holder, seconds: held, countedSeconds, percent }) => ({ unit, holder, seconds: held, countedSeconds, percent })),
    promised: promised === null ? null : limitOf(promised, sentences.promised),
    statutory: statutory === null ? null : limitOf(statutory, sentences.statutory),
    firstVerdict: firstVerdict === null ? null : firstVerdictOf(firstVerdict),
    flags: [...state.flags],
    sentences: [...sentences.course, ...(promised === null ? sentences.promised : []), ...(statutory === null ? sentences.statutory : [])],
    kind: clock.kind,
    calendar: clock.calendar,
    versions: clock.versions,
    section: state.section,
    department: state.department,
    district: state.district,
    steps: explanation.steps.map((step, index) => stepOf(step, stepName(explanation, step, language), sentences.steps[index] ?? '')),
    earlier: earlier.verdicts.map(earlierOf),
    earlierBefore: iso(earlier.before),
    names: namesOf(reading),
    basis: reading.basis,
  };
};

const iso = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));
const seconds = (span: number | null): number | null => (span === null ? null : roundHalfUp(span / 1000));

const timesOf = ({ clock, timeZone }: ClockExplanation) => ({
  from: iso(clock.from),
  to: iso(clock.to),
  finished: clock.finished,
  timeZone,
  clockUnit: clock.clockUnit,
  elapsedSeconds: seconds(clock.elapsedMs),
  usedSeconds: seconds(clock.usedMs),
  suspendedSeconds: seconds(clock.suspendedMs),
  usedDays: clock.usedDays,
});

const segmentOf = ({ from, to, ...segment }: ClockSegment, label: string): ExplainedSegment => ({ from: toIso(from), to: toIso(to), label, ...segment });

const moveOf = ({ stoodMs, movedMs, from, to, countsUntil, dueAt, ...move }: LimitMove): ExplainedMove => ({
  ...move,
  from: toIso(from),
  to: iso(to),
  countsUntil: iso(countsUntil),
  stoodSeconds: seconds(stoodMs),
  movedSeconds: seconds(movedMs),
  dueAt: iso(dueAt),
});

const lateBy: Readonly<Record<LimitExplanation['verdict'], boolean | null>> = {
  'finished-in-time': false,
  'finished-late': true,
  'open-in-time': false,
  'open-overdue': true,
  'nothing-due': null,
};

const limitOf = (limit: LimitExplanation, sentences: readonly string[]): ExplainedLimit => ({
  from: limit.from,
  amount: limit.amount,
  unit: limit.unit,
  counting: limit.counting,
  final: limit.final,
  countedFrom: toIso(limit.countedFrom),
  baseDueAt: toIso(limit.baseDueAt),
  moves: limit.moves.map(moveOf),
  dueAt: iso(limit.dueAt),
  provisional: limit.provisional,
  late: lateBy[limit.verdict],
  verdict: limit.verdict,
  distanceMs: limit.distanceMs,
  sentences: [...sentences],
});

const stepOf = ({ from, at, usedMs, dueAt, ...step }: StepTime, name: string | null, sentence: string): StepClock => ({
  ...step,
  name,
  from: toIso(from),
  at: iso(at),
  usedSeconds: seconds(usedMs),
  dueAt: iso(dueAt),
  sentence,
});

const firstVerdictOf = (verdict: Verdict) => ({
  finishedAt: toIso(verdict.finishedAt),
  promisedDueAt: iso(verdict.promisedDueAt),
  statutoryDueAt: iso(verdict.statutoryDueAt),
  latePromised: verdict.promisedLate,
  lateStatutory: verdict.statutoryLate,
});

const earlierOf = (earlier: EarlierVerdict): EarlierVerdictAnswer => ({
  ...earlier,
  from: toIso(earlier.from),
  until: toIso(earlier.until),
  promisedDueAt: iso(earlier.promisedDueAt),
  statutoryDueAt: iso(earlier.statutoryDueAt),
});

/** Names of the units that occur, as of the instant of reading. */
const namesOf = ({ state, explanation, earlier, reference }: ClockReading): Record<string, LocalizedText> => {
  const places = [state, ...earlier.verdicts].flatMap(({ section, department, district }) => [section, department, district]);
  const units = new Set([...places, ...explanation.clock.segments.map(({ unit }) => unit), ...explanation.steps.map(({ unit }) => unit)]);
  const labels = [...units].flatMap((unit) => (unit === null ? [] : [[unit, labelOfUnit(reference, unit, explanation.clock.at)] as const]));
  return Object.fromEntries(labels.flatMap(([unit, label]) => (label === null ? [] : [[unit, label.name]])));
};
