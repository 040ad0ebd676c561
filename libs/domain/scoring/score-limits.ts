import { compare, exactText, fractionOf, type Fraction } from '../kernel/fraction.js';
import { indicatorNamed, measureOf, valueOf, type Indicator } from './figures.js';
import { unitsOf, type PointUnits } from './points.js';
import type { Assessment, FloorRule, Veto } from './scheme.js';
import { inputsOf, nodeOf, type Input, type Note, type ScoreNode } from './score-tree.js';
import type { Subject } from './subject.js';

const clampTitle = { zh: '上下限', en: 'Limits' };

const isWorse = (value: Fraction, { direction }: Indicator, bound: number): boolean => {
  const order = compare(value, fractionOf(bound));
  return direction === 'higher' ? order < 0 : order > 0;
};

/** What a condition looked at. */
type Shown = { readonly value: string | null; readonly n: number | null; readonly inputs: readonly Input[] };

/** Whether a condition is met; null: its indicator has no data, so nobody can say. */
type Condition = { readonly met: boolean | null; readonly shown: () => Shown };

const indicatorWorse = ({ figures, indicators }: Subject, id: string, bound: number): Condition => {
  const indicator = indicatorNamed(indicators, id);
  const value = valueOf(indicator, figures.measures);
  return {
    met: value === null ? null : isWorse(value, indicator, bound),
    shown: () => ({ value: value === null ? null : exactText(value), n: measureOf(figures.measures, indicator.denominator), inputs: inputsOf(indicator, 'unit', figures.measures) }),
  };
};

const measureReached = ({ figures }: Subject, measure: string, atLeast: number): Condition => {
  const value = measureOf(figures.measures, measure);
  return { met: value >= atLeast, shown: () => ({ value: String(value), n: value, inputs: [{ measure, of: 'unit', value }] }) };
};

const noteOf = (met: boolean | null, fails: boolean): Note | null => {
  if (met === null) return 'not-judged';
  return met ? (fails ? 'fails' : 'holds') : null;
};

/** One limit, its condition looked at already. */
export type Limit = {
  /** What it adds to a total, or takes from it. */
  readonly correct: (total: PointUnits) => PointUnits;
  /** Whether its condition is met and says that the unit has failed. */
  readonly fails: boolean;
  /** The correction as a leaf. */
  readonly leaf: (points: PointUnits) => ScoreNode;
};

const clampLimit = (clamp: NonNullable<Assessment['clamp']>): Limit => {
  const [min, max] = [clamp.min === null ? null : unitsOf(clamp.min), clamp.max === null ? null : unitsOf(clamp.max)];
  return {
    correct: (total) => Math.min(Math.max(total, min ?? total), max ?? Number.MAX_SAFE_INTEGER) - total,
    fails: false,
    leaf: (points) => nodeOf({ id: 'clamp', label: clampTitle, kind: 'clamp', formula: { rule: 'clamp', min, max }, points }),
  };
};

/** What it takes away so that the whole is at most so much; never less than nothing. */
const correctTo = (atMost: PointUnits | null, met: boolean | null): Limit['correct'] => (met === true && atMost !== null ? (total) => Math.min(0, atMost - total) : () => 0);

const floorLimit = ({ id, title, indicator, worseThan, atMost: stated }: FloorRule, subject: Subject): Limit => {
  const { met, shown } = indicatorWorse(subject, indicator, worseThan);
  const atMost = unitsOf(stated);
  const formula = { rule: 'at-most-when-worse', indicator, worseThan, atMost, fails: false } as const;
  return { correct: correctTo(atMost, met), fails: false, leaf: (points) => nodeOf({ id, label: title, kind: 'floor', formula, ...shown(), points, note: noteOf(met, false) }) };
};

const vetoLimit = ({ id, title, when, atMost: stated, fails }: Veto, subject: Subject): Limit => {
  const atMost = stated === null ? null : unitsOf(stated);
  const isMeasure = 'measure' in when;
  const { met, shown } = isMeasure ? measureReached(subject, when.measure, when.atLeast) : indicatorWorse(subject, when.indicator, when.worseThan);
  const formula = isMeasure
    ? ({ rule: 'at-most-when-counted', measure: when.measure, atLeast: when.atLeast, atMost, fails } as const)
    : ({ rule: 'at-most-when-worse', indicator: when.indicator, worseThan: when.worseThan, atMost, fails } as const);
  return { correct: correctTo(atMost, met), fails: met === true && fails, leaf: (points) => nodeOf({ id, label: title, kind: 'veto', formula, ...shown(), points, note: noteOf(met, fails) }) };
};

/**
 * Clamp, floors and vetoes, in that order, each to correct what the ones before it left: the last word has the veto, so that
 * nothing can lift a unit above it.
 */
export const readLimits = ({ clamp, floors, vetoes }: Assessment, subject: Subject): readonly Limit[] => [
  ...(clamp === null ? [] : [clampLimit(clamp)]),
  ...floors.map((rule) => floorLimit(rule, subject)),
  ...vetoes.map((rule) => vetoLimit(rule, subject)),
];
