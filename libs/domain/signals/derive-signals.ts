import { rulesAt } from '../cases/case-context.js';
import type { CaseState } from '../cases/case-state.js';
import { amountAfter } from '../cases/measure.js';
import type { Instant } from '../kernel/instant.js';
import type { Reference } from '../reference/reference.js';
import { clocksOf, type ClockFrame, type RaisedBy, type ReadClock } from './read-clock.js';
import { beganAt, isAmong } from './rule-of-case.js';
import { signalLevels, type Lapse, type SignalClock, type SignalLevel, type SignalRule, type SignalThreshold } from './signal-rule.js';
import { noMarks, type CaseMarks } from './supervised-spans.js';

/** A signal that follows from the facts of a case under a rule. Free of `now`: of an open case also those still to come. */
export type DerivedSignal = {
  /** `case`, or the supervised span it is about. */
  readonly clock: string;
  readonly level: SignalLevel;
  /** The limit whose threshold was passed. */
  readonly raisedBy: RaisedBy;
  /** It is there strictly after this instant: at its threshold a case is still in time. */
  readonly begins: Instant;
  /** It lapses by itself at this instant; null: it stands until somebody or some fact ends it. */
  readonly ends: Instant | null;
  readonly rule: string;
  readonly ruleVersion: string;
  readonly calendarVersion: string;
  readonly organisationVersion: string;
  /** Rests on a calendar year that is not gazetted yet. */
  readonly provisional: boolean;
  /** The rule wants a person to confirm it before it counts. */
  readonly confirmation: SignalThreshold['confirmation'];
  readonly points: number | null;
};

/** Of the entries for one clock the first that fits the case. */
const entriesFor = ({ clocks }: SignalRule, { kind, channel }: CaseState): readonly SignalClock[] => {
  const chosen: SignalClock[] = [];
  for (const entry of clocks) {
    const taken = chosen.some(({ clock }) => clock === entry.clock);
    if (!taken && isAmong(entry.kinds, kind) && isAmong(entry.channels, channel)) chosen.push(entry);
  }
  return chosen;
};

/** What a signal needs beside its clock and threshold. */
type Frame = ClockFrame & { readonly rule: SignalRule };

const lapseOf = (rule: SignalRule, { lapse, level }: SignalThreshold): Lapse | null =>
  lapse ?? (level === 'warning' ? { when: 'in-time', after: rule.warningsLapseAfter } : null);

/** When what the signal speaks of was done, if that ends the signal. */
const doneAt = (clock: ReadClock, threshold: SignalThreshold, when: Lapse['when']): Instant | null => {
  if (when === 'never' || clock.until === null) return null;
  const due = clock.dueAt(threshold);
  return when === 'done' || due === null || clock.until <= due ? clock.until : null;
};

const endOf = ({ rule, rules: { calendar } }: Frame, clock: ReadClock, threshold: SignalThreshold, begins: Instant): Instant | null => {
  const lapse = lapseOf(rule, threshold);
  if (lapse === null) return null;
  const expires = lapse.after === null ? null : (amountAfter(calendar, begins, lapse.after, 'clock')?.at ?? null);
  const done = doneAt(clock, threshold, lapse.when);
  return expires === null || done === null ? (expires ?? done) : Math.min(expires, done);
};

/** A threshold before the clock even started was passed at its start. */
const beginOn = ({ from, until }: ReadClock, threshold: Instant): Instant => (threshold < from && (until === null || until > from) ? from : threshold);

const signalOn = (frame: Frame, clock: ReadClock, threshold: SignalThreshold): DerivedSignal | null => {
  const point = clock.at(threshold);
  if (point === null || point.at === null) return null;
  if (clock.until !== null && clock.until <= point.at) return null;
  const { state, rule } = frame;
  const begins = beginOn(clock, point.at);
  return {
    clock: clock.key,
    level: threshold.level,
    raisedBy: clock.limitOf(threshold),
    begins,
    ends: endOf(frame, clock, threshold, begins),
    rule: rule.name,
    ruleVersion: rule.version,
    calendarVersion: state.versions.calendar,
    organisationVersion: state.versions.organisation,
    provisional: point.provisional,
    confirmation: threshold.confirmation,
    points: threshold.points,
  };
};

const collectSignals = (frame: Frame, clock: ReadClock, thresholds: readonly SignalThreshold[], signals: DerivedSignal[]): void => {
  for (const threshold of thresholds) {
    const signal = signalOn(frame, clock, threshold);
    if (signal !== null) signals.push(signal);
  }
};

export const keyOfSignal = ({ clock, level }: { readonly clock: string; readonly level: string }): string => `${clock} ${level}`;

const byBegin = (a: DerivedSignal, b: DerivedSignal): number => {
  if (a.begins !== b.begins) return a.begins - b.begins;
  return a.clock === b.clock ? signalLevels.indexOf(a.level) - signalLevels.indexOf(b.level) : a.clock < b.clock ? -1 : 1;
};

const isSame = (a: DerivedSignal, b: DerivedSignal): boolean => a.clock === b.clock && a.level === b.level;

/** Two spans may share their first instant: what is said of one clock is said once, from when it was first true. */
const onceEach = (signals: DerivedSignal[]): readonly DerivedSignal[] => {
  signals.sort(byBegin);
  return signals.filter((signal, index) => signals.findIndex((other) => isSame(other, signal)) === index);
};

/**
 * The signals that follow from a case under a rule (domain guide §6), in the order in which they begin.
 *
 * A threshold lies at limit × share + k, computed as the due instant is; the signal begins strictly after it unless
 * what it is about was done by then. Where nothing is due (a pause without an end, no such limit) nothing follows.
 * An open case also gets the signals that will begin if nothing happens: compare `begins` and `ends` with an instant.
 */
export const deriveSignals = (state: CaseState, rule: SignalRule, reference: Reference, marks: CaseMarks = noMarks): readonly DerivedSignal[] => {
  const frame: Frame = { state, rule, reference, marks, rules: rulesAt(reference, state.kind, beganAt(state) ?? 0) };
  const signals: DerivedSignal[] = [];
  for (const entry of entriesFor(rule, state)) {
    for (const clock of clocksOf(frame, entry)) collectSignals(frame, clock, entry.thresholds, signals);
  }
  return signals.length < 2 ? signals : onceEach(signals);
};

/** Whether a signal is there at an instant: strictly after its beginning, until it lapses. */
export const isThereAt = ({ begins, ends }: Pick<DerivedSignal, 'begins' | 'ends'>, at: Instant): boolean => begins < at && (ends === null || ends > at);
