import { divide, exactText, fraction, fractionOf, multiply, subtract, type Fraction } from '../kernel/fraction.js';
import { pointsAt } from './curve.js';
import { indicatorNamed, measureOf, valueOf, type Indicator, type Measures } from './figures.js';
import { floorToUnits } from './points.js';
import type { Component } from './scheme.js';
import { inputsOf, nodeOf, type Formula, type Input, type InputOf, type ScoreNode, type Weight } from './score-tree.js';
import type { Subject } from './subject.js';
import { sumOf, type Weights } from './weights.js';

/** What a curve is given, and where it comes from. */
type Reading = { readonly value: Fraction | null; readonly inputs: readonly Input[]; readonly n: number | null; readonly formula: Formula };

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
  const read = {
    value: own,
    inputs: inputsOf(indicator, 'unit', measures),
    // Of a ratio of times another measure counts the cases: milliseconds are none.
    n: measureOf(measures, indicator.cases ?? indicator.denominator),
    formula: { rule: 'curve' as const, indicator: indicator.id, compared: against.of, scale: indicator.scale, curve },
  };
  if (against.of === 'level') return read;
  if (against.measures === null) return { ...read, value: null };
  return { ...read, value: distanceTo(own, valueOf(indicator, against.measures)), inputs: [...read.inputs, ...inputsOf(indicator, against.of, against.measures)] };
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
    inputs: [{ measure, of: 'unit', value: now }, ...(before === null ? [] : [{ measure, of: 'previous' as const, value: before }])],
    n: now,
    formula: { rule: 'curve-of-change', measure, workingDays, workingDaysBefore, curve },
  };
};

const readingOf = (subject: Subject, component: Component): Reading =>
  'indicator' in component.of
    ? readIndicator(subject, indicatorNamed(subject.indicators, component.of.indicator), component)
    : readMeasure(subject, component.of.measure, component);

type Read = { readonly component: Component; readonly reading: Reading };

const pointsOf = (curve: Component['curve'], value: Fraction | null, { of, among }: Weight): number | null =>
  value === null || among === 0 ? null : floorToUnits(multiply(pointsAt(curve, value), fraction(BigInt(of), BigInt(among))));

const leafOf = ({ component, reading }: Read, weight: Weight): ScoreNode => {
  const { value, inputs, n, formula } = reading;
  const points = pointsOf(component.curve, value, weight);
  const text = value === null ? null : exactText(value);
  return nodeOf({ id: component.id, label: component.title, kind: 'indicator', formula, inputs, n, weight, value: text, points, note: points === null ? 'no-data' : null });
};

/**
 * The weighted components as leaves. Where the scheme redistributes, `among` is the sum of the weights that have data;
 * else it is all of them, and what has no data is null.
 */
export const scoreComponents = (subject: Subject, components: readonly Component[], weights: Weights): readonly ScoreNode[] => {
  const read = components.map((component): Read => ({ component, reading: readingOf(subject, component) }));
  const counting = new Map(read.filter(({ reading }) => reading.value !== null).map(({ component: { id } }) => [id, weights.get(id) ?? 0]));
  const among = sumOf(subject.scheme.noData === 'redistribute' ? counting : weights);
  return read.map((one) => leafOf(one, { of: weights.get(one.component.id) ?? 0, among }));
};
