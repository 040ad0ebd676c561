import { divide, exactText, fraction, fractionOf, multiply, subtract, type Fraction } from '../kernel/fraction.js';
import { pointsAt } from './curve.js';
import { indicatorNamed, measureOf, valueOf, type Indicator, type Measures } from './figures.js';
import { floorToUnits } from './points.js';
import type { Component } from './scheme.js';
import { bare, type Formula, type Input, type InputOf, type ScoreNode } from './score-tree.js';
import type { Subject } from './subject.js';
import { sumOf, type Weights } from './weights.js';

/** What a curve is given, and where it comes from. */
type Reading = { readonly value: Fraction | null; readonly inputs: readonly Input[]; readonly n: number | null; readonly formula: Formula };

const inputsOf = ({ numerator, denominator }: Indicator, of: InputOf, measures: Measures): readonly Input[] =>
  [numerator, denominator].map((measure) => ({ measure, of, value: measureOf(measures, measure) }));

const againstOf = ({ name, previous, peers }: Subject): { readonly of: Exclude<InputOf, 'unit'>; readonly measures: Measures | null } | null => {
  if (name === 'development') return { of: 'previous', measures: previous?.measures ?? null };
  return name === 'differentiated' ? { of: 'peers', measures: peers } : null;
};

const readIndicator = (subject: Subject, indicator: Indicator, { curve }: Component): Reading => {
  const { measures } = subject.figures;
  const own = valueOf(indicator, measures);
  const against = againstOf(subject);
  const other = against?.measures == null ? null : valueOf(indicator, against.measures);
  const level = against === null ? own : own === null || other === null ? null : subtract(own, other);
  return {
    value: level,
    inputs: [...inputsOf(indicator, 'unit', measures), ...(against?.measures == null ? [] : inputsOf(indicator, against.of, against.measures))],
    n: measureOf(measures, indicator.denominator),
    formula: { rule: 'curve', indicator: indicator.id, compared: against?.of ?? 'level', scale: indicator.scale, curve },
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

const leafOf = ({ component, reading }: Read, of: number, among: number): ScoreNode => {
  const { value, inputs, n, formula } = reading;
  const node = { ...bare, id: component.id, label: component.title, kind: 'indicator' as const, formula, inputs, n, weight: { of, among } };
  if (value === null || among === 0) return { ...node, points: null, note: 'no-data' };
  const exact = multiply(pointsAt(component.curve, value), fraction(BigInt(of), BigInt(among)));
  return { ...node, value: exactText(value), points: floorToUnits(exact) };
};

/**
 * The weighted components as leaves. Where the scheme redistributes, `among` is the sum of the weights that have data;
 * else it is all of them, and what has no data is null.
 */
export const scoreComponents = (subject: Subject, components: readonly Component[], weights: Weights): readonly ScoreNode[] => {
  const read = components.map((component): Read => ({ component, reading: readingOf(subject, component) }));
  const counting = new Map(read.filter(({ reading }) => reading.value !== null).map(({ component: { id } }) => [id, weights.get(id) ?? 0]));
  const among = sumOf(subject.scheme.noData === 'redistribute' ? counting : weights);
  return read.map((one) => leafOf(one, weights.get(one.component.id) ?? 0, among));
};
