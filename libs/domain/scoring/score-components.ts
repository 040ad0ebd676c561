import { divide, exactText, fraction, fractionOf, multiply, subtract, type Fraction } from '../kernel/fraction.js';
import { pointsAt } from './curve.js';
import { exactFigure, indicatorNamed, measureOf, valueOf, type Indicator, type Measures } from './figures.js';
import { knownPoints, partOfUnits, type KnownPoints, type PointUnits } from './points.js';
import type { Component } from './scheme.js';
import { inputsOf, nodeOf, type Formula, type Input, type InputOf, type ScoreNode, type Weight } from './score-tree.js';
import type { Subject } from './subject.js';
import { sumOf, type Weights } from './weights.js';

/** Where a value comes from. */
type Source = { readonly inputs: readonly Input[]; readonly n: number | null; readonly formula: Formula };

/** What a unit is held against: nothing (its level counts), its own past, or its peers. Measures are null where there are none. */
type Against = { readonly of: 'level' } | { readonly of: Exclude<InputOf, 'unit'>; readonly measures: Measures | null };

const againstOf = ({ name, previous, peers }: Subject): Against => {
  if (name === 'development') return { of: 'previous', measures: previous?.measures ?? null };
  return name === 'differentiated' ? { of: 'peers', measures: peers } : { of: 'level' };
};

const distanceTo = (own: Fraction | null, other: Fraction | null): Fraction | null => (own === null || other === null ? null : subtract(own, other));

const valueOfIndicator = (subject: Subject, indicator: Indicator): Fraction | null => {
  const own = valueOf(indicator, subject.figures.measures);
  const against = againstOf(subject);
  if (against.of === 'level') return own;
  return against.measures === null ? null : distanceTo(own, valueOf(indicator, against.measures));
};

const sourceOfIndicator = (subject: Subject, indicator: Indicator, { curve }: Component): Source => {
  const { measures } = subject.figures;
  const against = againstOf(subject);
  const ofUnit = inputsOf(indicator, 'unit', measures);
  return {
    inputs: against.of === 'level' || against.measures === null ? ofUnit : [...ofUnit, ...inputsOf(indicator, against.of, against.measures)],
    // Of a ratio of times another measure counts the cases: milliseconds are none.
    n: measureOf(measures, indicator.cases ?? indicator.denominator),
    formula: { rule: 'curve', indicator: indicator.id, compared: against.of, scale: indicator.scale, curve },
  };
};

const hundred = fraction(100n);

/** By how many per cent a count per working day has changed; null where it was 0 before, or days are not known. */
const changeOfCount = (now: number, before: number, days: number | null, daysBefore: number | null): Fraction | null => {
  if (days === null || daysBefore === null || days === 0 || daysBefore === 0 || before === 0) return null;
  const ratio = divide(divide(exactFigure(now), fractionOf(days)), divide(exactFigure(before), fractionOf(daysBefore)));
  return multiply(subtract(ratio, fraction(1n)), hundred);
};

const valueOfChange = ({ figures, previous, workingDays }: Subject, measure: string): Fraction | null =>
  previous === null ? null : changeOfCount(measureOf(figures.measures, measure), measureOf(previous.measures, measure), workingDays, previous.workingDays);

const sourceOfChange = ({ figures, previous, workingDays }: Subject, measure: string, { curve }: Component): Source => {
  const now = measureOf(figures.measures, measure);
  return {
    inputs: [{ measure, of: 'unit', value: now }, ...(previous === null ? [] : [{ measure, of: 'previous' as const, value: measureOf(previous.measures, measure) }])],
    n: now,
    formula: { rule: 'curve-of-change', measure, workingDays, workingDaysBefore: previous?.workingDays ?? null, curve },
  };
};

/** A component as far as no weight is looked at: what its curve is given, and gives for it; null without data. */
export type ReadComponent = { readonly component: Component; readonly value: Fraction | null; readonly points: KnownPoints | null };

const readComponent = (subject: Subject, component: Component): ReadComponent => {
  const { of, curve } = component;
  const value = 'indicator' in of ? valueOfIndicator(subject, indicatorNamed(subject.indicators, of.indicator)) : valueOfChange(subject, of.measure);
  return { component, value, points: value === null ? null : knownPoints(pointsAt(curve, value)) };
};

export const readComponents = (subject: Subject, components: readonly Component[]): readonly ReadComponent[] => components.map((component) => readComponent(subject, component));

/** The weighted component as a leaf, with what it adds. */
export const componentLeaf = (subject: Subject, { component, value }: ReadComponent, weight: Weight, points: PointUnits | null): ScoreNode => {
  const { id, title, of } = component;
  const { inputs, n, formula } =
    'indicator' in of ? sourceOfIndicator(subject, indicatorNamed(subject.indicators, of.indicator), component) : sourceOfChange(subject, of.measure, component);
  return nodeOf({ id, label: title, kind: 'indicator', formula, inputs, n, weight, value: value === null ? null : exactText(value), points, note: points === null ? 'no-data' : null });
};

/** The weights that count for a unit: where the scheme redistributes, those of components that have data. */
export const weightsThatCount = (read: readonly ReadComponent[], weights: Weights, redistribute: boolean): number =>
  redistribute ? read.reduce((sum, { points }, place) => (points === null ? sum : sum + (weights[place] ?? 0)), 0) : sumOf(weights);

/** What a component adds with this weight; null where it has no data, or nothing counts. */
export const weighed = ({ points }: ReadComponent, of: number, among: number): PointUnits | null => (points === null || among === 0 ? null : partOfUnits(points, of, among));
