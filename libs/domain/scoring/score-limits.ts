import { compare, exactText, fractionOf, type Fraction } from '../kernel/fraction.js';
import { indicatorNamed, measureOf, valueOf, type Indicator } from './figures.js';
import { unitsOf, type PointUnits } from './points.js';
import type { Assessment, FloorRule, Veto } from './scheme.js';
import { inputsOf, nodeOf, type Input, type Note, type ScoreNode } from './score-tree.js';
import type { Subject } from './subject.js';

const clampTitle = { zh: '上下限', en: 'Limits' };

const clampLeaf = (clamp: NonNullable<Assessment['clamp']>, total: PointUnits): ScoreNode => {
  const [min, max] = [clamp.min === null ? null : unitsOf(clamp.min), clamp.max === null ? null : unitsOf(clamp.max)];
  const within = Math.min(Math.max(total, min ?? total), max ?? Number.MAX_SAFE_INTEGER);
  return nodeOf({ id: 'clamp', label: clampTitle, kind: 'clamp', formula: { rule: 'clamp', min, max }, points: within - total });
};

/** What it takes away so that the whole is at most so much; never less than nothing. */
const correction = (total: PointUnits, atMost: PointUnits | null): PointUnits => (atMost === null ? 0 : Math.min(0, atMost - total));

const isWorse = (value: Fraction, { direction }: Indicator, bound: number): boolean => {
  const order = compare(value, fractionOf(bound));
  return direction === 'higher' ? order < 0 : order > 0;
};

/** Whether a condition is met, what it looked at; null: its indicator has no data, so nobody can say. */
type Condition = { readonly met: boolean | null; readonly value: string | null; readonly n: number | null; readonly inputs: readonly Input[] };

const indicatorWorse = ({ figures, indicators }: Subject, id: string, bound: number): Condition => {
  const indicator = indicatorNamed(indicators, id);
  const value = valueOf(indicator, figures.measures);
  const n = measureOf(figures.measures, indicator.denominator);
  const inputs = inputsOf(indicator, 'unit', figures.measures);
  return { met: value === null ? null : isWorse(value, indicator, bound), value: value === null ? null : exactText(value), n, inputs };
};

const measureReached = ({ figures }: Subject, measure: string, atLeast: number): Condition => {
  const value = measureOf(figures.measures, measure);
  return { met: value >= atLeast, value: String(value), n: value, inputs: [{ measure, of: 'unit', value }] };
};

const noteOf = (met: boolean | null, fails: boolean): Note | null => {
  if (met === null) return 'not-judged';
  return met ? (fails ? 'fails' : 'holds') : null;
};

const floorLeaf = (rule: FloorRule, subject: Subject, total: PointUnits): ScoreNode => {
  const { met, inputs, n, value } = indicatorWorse(subject, rule.indicator, rule.worseThan);
  const atMost = unitsOf(rule.atMost);
  const formula = { rule: 'at-most-when-worse', indicator: rule.indicator, worseThan: rule.worseThan, atMost, fails: false } as const;
  return nodeOf({ id: rule.id, label: rule.title, kind: 'floor', formula, inputs, n, value, points: met === true ? correction(total, atMost) : 0, note: noteOf(met, false) });
};

const vetoLeaf = ({ id, title, when, atMost: stated, fails }: Veto, subject: Subject, total: PointUnits): ScoreNode => {
  const atMost = stated === null ? null : unitsOf(stated);
  const isMeasure = 'measure' in when;
  const { met, inputs, n, value } = isMeasure ? measureReached(subject, when.measure, when.atLeast) : indicatorWorse(subject, when.indicator, when.worseThan);
  const formula = isMeasure
    ? ({ rule: 'at-most-when-counted', measure: when.measure, atLeast: when.atLeast, atMost, fails } as const)
    : ({ rule: 'at-most-when-worse', indicator: when.indicator, worseThan: when.worseThan, atMost, fails } as const);
  return nodeOf({ id, label: title, kind: 'veto', formula, inputs, n, value, points: met === true ? correction(total, atMost) : 0, note: noteOf(met, fails) });
};

/**
 * Clamp, floors and vetoes as leaves, in that order, each correcting what the ones before it left: the last word has the
 * veto, so that nothing can lift a unit above it.
 */
export const scoreLimits = ({ clamp, floors, vetoes }: Assessment, subject: Subject, before: PointUnits): readonly ScoreNode[] => {
  const leaves: ScoreNode[] = [];
  const total = (): PointUnits => before + leaves.reduce((sum, { points }) => sum + (points ?? 0), 0);
  if (clamp !== null) leaves.push(clampLeaf(clamp, before));
  for (const rule of floors) leaves.push(floorLeaf(rule, subject, total()));
  for (const rule of vetoes) leaves.push(vetoLeaf(rule, subject, total()));
  return leaves;
};
