import { divide, exactText, fraction, fractionOf, multiply, subtract, type Fraction } from '../kernel/fraction.js';
import { pointsAt } from './curve.js';
import { indicatorNamed, measureOf, valueOf, type Indicator, type Measures } from './figures.js';
import { knownPoints, partOfUnits, type KnownPoints, type PointUnits } from './points.js';
import type { Component } from './scheme.js';
import { inputsOf, nodeOf, type Formula, type Input, type InputOf, type ScoreNode, type Weight } from './score-tree.js';
import type { Subject } from './subject.js';
import { sumOf, type Weights } from './weights.js';

/** Where a value comes from, for those who look. */
type Shown = { readonly inputs: readonly Input[]; readonly n: number | null; readonly formula: Formula };

/** What a curve is given. */
type Reading = { readonly value: Fraction | null; readonly shown: () => Shown };

/** What a unit is held against: nothing (its level counts), its own past, or its peers. Measures are null where there are none. */
type Against = { readonly of: 'level' } | { readonly of: Exclude<InputOf, 'unit'>; readonly measures: Measures | null };

const againstOf = ({ name, previous, peers }: Subject): Against => {
  if (name === 'development') return { of: 'previous', measures: previous?.measures ?? null };
  return name === 'differentiated' ? { of: 'peers', measures: peers } : { of: 'level' };
};

const distanceTo = (own: Fraction | null, other: Fraction | null): Fraction | null => (own === null || other === null ? null : subtract(own, other));

const readIndicator = (subject: Subject, indicator: Indicator, { curve }: Component): Reading => {
  const { measures } = subject.figures;
  const own = valueOf(indicator, measures);
  const against = againstOf(subject);
  const inputs = (): readonly Input[] => {
    const ofUnit = inputsOf(indicator, 'unit', measures);
    return against.of === 'level' || against.measures === null ? ofUnit : [...ofUnit, ...inputsOf(indicator, against.of, against.measures)];
  };
  const valueAgainst = (): Fraction | null => {
    if (against.of === 'level') return own;
    return against.measures === null ? null : distanceTo(own, valueOf(indicator, against.measures));
  };
  return {
    value: valueAgainst(),
    shown: () => ({
      inputs: inputs(),
      // Of a ratio of times another measure counts the cases: milliseconds are none.
      n: measureOf(measures, indicator.cases ?? indicator.denominator),
      formula: { rule: 'curve', indicator: indicator.id, compared: against.of, scale: indicator.scale, curve },
    }),
  };
};

const hundred = fraction(100n);

/** By how many per cent a count per working day has changed; null where it was 0 before, or days are not known. */
const changeOfCount = (now: number, before: number, days: number | null, daysBefore: number | null): Fraction | null => {
  if (days === null || daysBefore === null || days === 0 || daysBefore === 0 || before === 0) return null;
  const ratio = divide(divide(fraction(BigInt(now)), fractionOf(days)), divide(fraction(BigInt(before)), fractionOf(daysBefore)));
  return multiply(subtract(ratio, fraction(1n)), hundred);
};

const readMeasure = ({ figures, previous, workingDays }: Subject, measure: string, { curve }: Component): Reading => {
  const now = measureOf(figures.measures, measure);
  const before = previous === null ? null : measureOf(previous.measures, measure);
  const workingDaysBefore = previous?.workingDays ?? null;
  return {
    value: before === null ? null : changeOfCount(now, before, workingDays, workingDaysBefore),
    shown: () => ({
      inputs: [{ measure, of: 'unit', value: now }, ...(before === null ? [] : [{ measure, of: 'previous' as const, value: before }])],
      n: now,
      formula: { rule: 'curve-of-change', measure, workingDays, workingDaysBefore, curve },
    }),
  };
};

const readingOf = (subject: Subject, component: Component): Reading =>
  'indicator' in component.of
    ? readIndicator(subject, indicatorNamed(subject.indicators, component.of.indicator), component)
    : readMeasure(subject, component.of.measure, component);

/** A component as far as no weight is looked at. */
export type ReadComponent = {
  /** What the curve gives for it; null without data. */
  readonly points: KnownPoints | null;
  /** The weighted component as a leaf, with what it adds. */
  readonly leaf: (weight: Weight, points: PointUnits | null) => ScoreNode;
};

export const readComponents = (subject: Subject, components: readonly Component[]): readonly ReadComponent[] =>
  components.map((component): ReadComponent => {
    const { id, title, curve } = component;
    const { value, shown } = readingOf(subject, component);
    return {
      points: value === null ? null : knownPoints(pointsAt(curve, value)),
      leaf: (weight, points) => {
        const { formula, inputs, n } = shown();
        return nodeOf({ id, label: title, kind: 'indicator', formula, inputs, n, weight, value: value === null ? null : exactText(value), points, note: points === null ? 'no-data' : null });
      },
    };
  });

/** The weights that count for a unit: where the scheme redistributes, those of components that have data. */
export const weightsThatCount = (read: readonly ReadComponent[], weights: Weights, redistribute: boolean): number =>
  redistribute ? read.reduce((sum, { points }, place) => (points === null ? sum : sum + (weights[place] ?? 0)), 0) : sumOf(weights);

/** What a component adds with this weight; null where it has no data, or nothing counts. */
export const weighed = ({ points }: ReadComponent, of: number, among: number): PointUnits | null => (points === null || among === 0 ? null : partOfUnits(points, of, among));
