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

/** Between what a total has to be, a condition looked at already; null: nothing says so. */
export type Limit = {
  readonly least: PointUnits | null;
  readonly most: PointUnits | null;
  /** Whether it says that the unit has failed. */
  readonly fails: boolean;
};

const limitBy = (total: PointUnits, { least, most }: Limit): PointUnits => Math.min(Math.max(total, least ?? total), most ?? Number.MAX_SAFE_INTEGER);

/** What all limits, one after the other, leave of a total. */
export const limitBetween = (total: PointUnits, limits: readonly Limit[]): PointUnits => limits.reduce(limitBy, total);

type Clamp = NonNullable<Assessment['clamp']>;

const unitsOrNone = (stated: number | null): PointUnits | null => (stated === null ? null : unitsOf(stated));

const cap = (atMost: number | null, { met }: Condition, fails: boolean): Limit => ({ least: null, most: met === true ? unitsOrNone(atMost) : null, fails: met === true && fails });

const conditionOf = (subject: Subject, { when }: Veto): Condition =>
  'measure' in when ? measureReached(subject, when.measure, when.atLeast) : indicatorWorse(subject, when.indicator, when.worseThan);

/**
 * Clamp, floors and vetoes, in that order, each to correct what the ones before it left: the last word has the veto, so that
 * nothing can lift a unit above it.
 */
export const readLimits = ({ clamp, floors, vetoes }: Assessment, subject: Subject): readonly Limit[] => [
  ...(clamp === null ? [] : [{ least: unitsOrNone(clamp.min), most: unitsOrNone(clamp.max), fails: false }]),
  ...floors.map(({ indicator, worseThan, atMost }) => cap(atMost, indicatorWorse(subject, indicator, worseThan), false)),
  ...vetoes.map((veto) => cap(veto.atMost, conditionOf(subject, veto), veto.fails)),
];

const clampLeaf = ({ min, max }: Clamp, points: PointUnits): ScoreNode =>
  nodeOf({ id: 'clamp', label: clampTitle, kind: 'clamp', formula: { rule: 'clamp', min: unitsOrNone(min), max: unitsOrNone(max) }, points });

const floorLeaf = ({ id, title, indicator, worseThan, atMost: stated }: FloorRule, subject: Subject, points: PointUnits): ScoreNode => {
  const { met, shown } = indicatorWorse(subject, indicator, worseThan);
  const formula = { rule: 'at-most-when-worse', indicator, worseThan, atMost: unitsOf(stated), fails: false } as const;
  return nodeOf({ id, label: title, kind: 'floor', formula, ...shown(), points, note: noteOf(met, false) });
};

const vetoLeaf = (veto: Veto, subject: Subject, points: PointUnits): ScoreNode => {
  const { id, title, when, fails } = veto;
  const atMost = unitsOrNone(veto.atMost);
  const { met, shown } = conditionOf(subject, veto);
  const formula =
    'measure' in when
      ? ({ rule: 'at-most-when-counted', measure: when.measure, atLeast: when.atLeast, atMost, fails } as const)
      : ({ rule: 'at-most-when-worse', indicator: when.indicator, worseThan: when.worseThan, atMost, fails } as const);
  return nodeOf({ id, label: title, kind: 'veto', formula, ...shown(), points, note: noteOf(met, fails) });
};

/** What each limit adds to what the ones before it left, or takes from it. */
const correctionsTo = (total: PointUnits, limits: readonly Limit[]): readonly PointUnits[] => {
  let left = total;
  return limits.map((limit) => {
    const before = left;
    left = limitBy(before, limit);
    return left - before;
  });
};

/** The same limits as leaves, each with what it does to a total. */
export const limitLeaves = ({ clamp, floors, vetoes }: Assessment, subject: Subject, limits: readonly Limit[], total: PointUnits): readonly ScoreNode[] => {
  const corrections = correctionsTo(total, limits);
  const [ofFloors, ofVetoes] = [clamp === null ? 0 : 1, (clamp === null ? 0 : 1) + floors.length];
  return [
    ...(clamp === null ? [] : [clampLeaf(clamp, corrections[0] ?? 0)]),
    ...floors.map((rule, index) => floorLeaf(rule, subject, corrections[ofFloors + index] ?? 0)),
    ...vetoes.map((rule, index) => vetoLeaf(rule, subject, corrections[ofVetoes + index] ?? 0)),
  ];
};
