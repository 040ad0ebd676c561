import type { SignalSummary } from '@mingxiao/contracts/signals';
import { kindName } from '../cases/prepare-case-list.js';
import type { InstantFormat } from '../format/format-instant.js';
import { nothing } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';
import { nameOf, parentName, type UnitIndex } from '../ranking/unit-names.js';
import type { SignalLevel } from '../search/signal-search.js';

/** A line of a cell and the smaller one below it; the smaller one may be missing. */
export type TwoLines = { readonly text: string; readonly note: string };

export type SignalRow = {
  readonly key: string;
  readonly caseId: string;
  readonly caseNote: string;
  /** What the mark shows: red is for red cards alone. */
  readonly mark: SignalLevel;
  readonly level: TwoLines;
  readonly unit: TwoLines;
  readonly clock: TwoLines;
  readonly fellDue: string;
  readonly since: string;
  readonly state: TwoLines;
  readonly rule: TwoLines;
};

/** `at`: the instant the list was read for. */
export type SignalContext = { readonly words: Words; readonly format: InstantFormat; readonly units: UnitIndex; readonly at: string };

const dayMs = 86_400_000;

/** Whole days that have passed, cut: a card of this morning is not a day old. */
const since = (at: string, now: string, words: Words): string => {
  const days = Math.floor((Date.parse(now) - Date.parse(at)) / dayMs);
  return days < 1 ? words.of('signals.since.today') : words.of('duration.days', { n: days });
};

/** Which limit of the case raised it; a supervised span has only its own. */
const limitOf = (raisedBy: string | null, words: Words): string => (raisedBy === null || raisedBy === 'own' ? '' : words.maybe(`limit.${raisedBy}`, raisedBy));

/** The supervised span behind `suspension@…` is told by its beginning; other clocks exist once in a case. */
const clockOf = ({ clock, raisedBy }: SignalSummary, { words, format }: SignalContext): TwoLines => {
  const [name = clock, from] = clock.split('@');
  const begins = from === undefined || Number.isNaN(Date.parse(from)) ? limitOf(raisedBy, words) : words.of('clock.from', { from: format.minute(from) });
  return { text: words.maybe(`clock.${name}`, name), note: begins };
};

/** Whether it counts, and what it costs where its rule says so. */
const weightOf = ({ counts, inForce, points }: SignalSummary, words: Words): string => {
  if (!counts) return inForce ? words.of('signals.outweighed') : '';
  return points === null ? words.of('signals.counts') : words.of('signals.countsPoints', { points: String(points).replace('-', '−') });
};

const stateOf = ({ state, level, inForce, ends, round }: SignalSummary, { words, format }: SignalContext): TwoLines => {
  const notes = [
    inForce && ends !== null ? words.of('signals.lapses', { at: format.date(ends) }) : '',
    round > 0 ? words.of('signals.round', { n: round }) : '',
  ];
  const text = words.maybe(`signalState.${state}.${level}`, words.maybe(`signalState.${state}`, state));
  return { text, note: notes.filter((note) => note !== '').join(' · ') };
};

/** `family-b 1`: name and version; a rule without words of ours keeps the name its office gave it. */
const ruleOf = (rule: string | null, words: Words): TwoLines => {
  if (rule === null) return { text: nothing, note: '' };
  const [, name = rule, version] = /^(.*) (\S+)$/.exec(rule) ?? [];
  return { text: words.maybe(`rule.${name}`, name), note: version === undefined ? '' : words.of('signals.version', { version }) };
};

const markOf = (level: string): SignalLevel => (level === 'red' || level === 'yellow' ? level : 'warning');

/** One warning or card in words. */
export const prepareSignalRow = (row: SignalSummary, context: SignalContext): SignalRow => {
  const { words, format, units, at } = context;
  const { caseId, clock, level, round, kind, historical, unit } = row;
  return {
    key: JSON.stringify([caseId, clock, level, round]),
    caseId,
    caseNote: [kindName(kind, words), ...(historical ? [words.of('case.historical')] : [])].join(' · '),
    mark: markOf(level),
    level: { text: words.maybe(`signal.${level}`, level), note: weightOf(row, words) },
    unit: { text: nameOf(units, unit, words), note: parentName(units, unit, words) ?? '' },
    clock: clockOf(row, context),
    fellDue: format.minute(row.at),
    since: since(row.at, at, words),
    state: stateOf(row, context),
    rule: ruleOf(row.rule, words),
  };
};
