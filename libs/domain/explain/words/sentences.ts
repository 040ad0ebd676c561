import type { ClockUnit } from '../../cases/case-state.js';
import type { StepTime } from '../../cases/step-times.js';
import type { Amount } from '../../events/fields.js';
import type { Instant } from '../../kernel/instant.js';
import type { ClockExplanation } from '../explain-clock.js';
import type { LimitExplanation } from '../explain-limit.js';
import type { LimitMove } from '../limit-moves.js';
import { chinese } from './chinese.js';
import { amountWords, durationWords } from './duration-words.js';
import { english } from './english.js';
import { instantWords } from './instant-words.js';
import { nameIn, type Language } from './language.js';
import type { MoveInWords, Phrases } from './phrases.js';

/** The explanation of a clock in sentences: of the course as a whole, of each limit, and of each step. */
export type ClockSentences = {
  readonly course: readonly string[];
  readonly promised: readonly string[];
  readonly statutory: readonly string[];
  /** One for each step of the explanation. */
  readonly steps: readonly string[];
};

export const phrasesOf = (language: Language): Phrases => (language === 'zh' ? chinese : english);

/** What turns values into words of one language, for one explanation. */
type Voice = {
  readonly phrases: Phrases;
  readonly instant: (instant: Instant) => string;
  readonly span: (unit: ClockUnit, milliseconds: number) => string;
  readonly amount: (amount: Amount) => string;
  readonly reason: (reason: string) => string;
};

const voiceOf = (explanation: ClockExplanation, language: Language): Voice => ({
  phrases: phrasesOf(language),
  instant: (instant) => instantWords(language, explanation.timeZone, instant),
  span: (unit, milliseconds) => durationWords(language, unit, milliseconds),
  amount: (amount) => amountWords(language, amount),
  reason: (reason) => nameIn(language, explanation.reasonTitles.get(reason), reason),
});

const orNull = <Value>(value: Value | null, words: (value: Value) => string): string | null => (value === null ? null : words(value));

const isCapped = ({ to, countsUntil }: LimitMove): boolean => countsUntil !== null && (to === null || countsUntil < to);

const moveInWords = (voice: Voice, unit: ClockUnit, move: LimitMove): MoveInWords => ({
  kind: move.kind,
  effect: move.effect,
  from: voice.instant(move.from),
  to: orNull(move.to, voice.instant),
  cappedAt: isCapped(move) && move.effect !== 'not-recognised' ? orNull(move.countsUntil, voice.instant) : null,
  stood: orNull(move.stoodMs, (time) => voice.span(unit, time)),
  by: orNull(move.by, voice.amount),
  reason: orNull(move.reason, voice.reason),
  basis: move.basis,
  approver: move.approver,
  appliedFor: orNull(move.appliedFor, voice.amount),
  moved: orNull(move.movedMs, (time) => voice.span(unit, time)),
  dueAt: orNull(move.dueAt, voice.instant),
});

/** Whose limit it is: the item's or the kind's name. Nothing where the case itself says so. */
const ownerOf = ({ clock, item, kindTitle }: ClockExplanation, from: LimitExplanation['from'], language: Language): string => {
  if (from === 'item') return item ?? '';
  if (from !== 'kind') return '';
  const { name, version } = clock.kind;
  return language === 'zh' ? `${nameIn('zh', kindTitle, name)}（${name} ${version}）` : `${nameIn('en', kindTitle, name)} (${name} ${version})`;
};

const limitSentences = (explanation: ClockExplanation, limit: LimitExplanation | null, name: LimitExplanation['name'], language: Language): readonly string[] => {
  const voice = voiceOf(explanation, language);
  const { phrases, instant, amount, span } = voice;
  if (limit === null) return [phrases.noLimit(phrases.limitName[name])];
  const { from, counting, countedFrom, baseDueAt, dueAt, final, moves, provisional, unit } = limit;
  const shownAmount = from === 'source-instant' ? null : orNull(limit.amount, amount);
  return [
    phrases.origin(phrases.limitName[name], from, shownAmount, ownerOf(explanation, from, language)),
    phrases.counted(from, counting, instant(countedFrom), instant(baseDueAt)),
    ...(final ? [phrases.final] : moves.map((move) => phrases.move(moveInWords(voice, unit, move)))),
    ...(final || moves.length === 0 ? [] : [phrases.inForce(orNull(dueAt, instant))]),
    ...(provisional ? [phrases.provisional] : []),
    phrases.verdict(limit.verdict, instant(explanation.reachedAt), orNull(limit.distanceMs, (time) => span('elapsed', time))),
  ];
};

/** What a step is called: by its kind, else by its source. */
export const stepName = ({ stageTitles }: ClockExplanation, { step }: StepTime, language: Language): string | null =>
  step === null ? null : nameIn(language, stageTitles.get(step), step);

const stepSentence = (explanation: ClockExplanation, step: StepTime, language: Language): string => {
  const { phrases, instant, span, amount } = voiceOf(explanation, language);
  return phrases.step({
    name: stepName(explanation, step, language) ?? '—',
    from: instant(step.from),
    to: orNull(step.at, instant),
    reached: instant(explanation.reachedAt),
    used: orNull(step.usedMs, (time) => span(step.clockUnit, time)),
    limit: orNull(step.limit, amount),
    due: orNull(step.dueAt, instant),
    late: step.late,
  });
};

const timesSentence = ({ clock }: ClockExplanation, { phrases, span }: Voice): readonly string[] => {
  if (clock.elapsedMs === null) return [];
  const inUnit = (time: number) => span(clock.clockUnit, time);
  return [phrases.times(span('elapsed', clock.elapsedMs), orNull(clock.usedMs, inUnit), orNull(clock.suspendedMs, inUnit), clock.usedDays)];
};

const courseSentences = (explanation: ClockExplanation, language: Language): readonly string[] => {
  const voice = voiceOf(explanation, language);
  const { clock, firstVerdict, reachedAt, timeZone } = explanation;
  const { phrases, instant } = voice;
  if (clock.from === null) return [phrases.neverAccepted];
  const calendar = clock.calendar === null ? null : `${clock.calendar.name} (${clock.calendar.version})`;
  const first = firstVerdict === null ? [] : [phrases.firstVerdict(instant(firstVerdict.finishedAt), firstVerdict.promisedLate, firstVerdict.statutoryLate)];
  return [
    phrases.told(timeZone, calendar, clock.clockUnit),
    phrases.course(instant(clock.from), instant(reachedAt), clock.finished),
    ...timesSentence(explanation, voice),
    ...first,
  ];
};

/** Puts an explanation into sentences of one language. Plain text; whoever shows it sees to its form. */
export const clockSentences = (explanation: ClockExplanation, language: Language): ClockSentences => ({
  course: courseSentences(explanation, language),
  promised: limitSentences(explanation, explanation.promised, 'promised', language),
  statutory: limitSentences(explanation, explanation.statutory, 'statutory', language),
  steps: explanation.steps.map((step) => stepSentence(explanation, step, language)),
});
