import { indicatorNamed, type Indicators } from '../figures.js';
import type { Assessment, Veto } from '../scheme.js';
import { sumOf, type Weights } from '../weights.js';
import { drawnCount, drawnCurve, type DrawnCurve } from './drawn-curve.js';
import type { Moments } from './luck.js';
import { sourceKey, sourcesOf, type UncertainFigure } from './uncertain-figures.js';

/** What is known of a unit before it is drawn. */
export type DrawnUnit = {
  readonly unit: string;
  /** In the order of `sourcesOf`. */
  readonly figures: readonly UncertainFigure[];
  readonly weights: Weights;
  /** Points of a chief's staff. */
  readonly given: Moments;
  /** What points of counts are multiplied with: 1, or one over the months of service in a mean. */
  readonly perCount: number;
};

/** A rule that gives points for a figure; `timesOf` says how many times. */
export type DrawnPoints = { readonly source: string; readonly curve: DrawnCurve; readonly timesOf: (unit: DrawnUnit, among: number) => number };

/** A rule that lets a unit have no more than so many points where a figure is beyond a bound. */
export type DrawnCap = { readonly source: string; readonly atMost: number; readonly isBeyond: (value: number) => boolean };

const componentPoints = ({ components }: Assessment): readonly DrawnPoints[] =>
  components.flatMap(({ of, curve }, place): DrawnPoints[] => {
    if (!('indicator' in of)) return [];
    const timesOf = ({ weights }: DrawnUnit, among: number): number => (among === 0 ? 0 : (weights[place] ?? 0) / among);
    return [{ source: sourceKey({ kind: 'indicator', id: of.indicator }), curve: drawnCurve(curve), timesOf }];
  });

const countPoints = ({ tallies, deductions }: Assessment): readonly DrawnPoints[] =>
  [...tallies.map((tally) => ({ ...tally, cap: null })), ...deductions].map(({ measure, points, cap }) => ({
    source: sourceKey({ kind: 'measure', id: measure }),
    curve: drawnCount(points, cap ?? -Infinity),
    timesOf: ({ perCount }) => perCount,
  }));

type WhenWorse = { readonly indicator: string; readonly worseThan: number };

const capWhenWorse = (indicators: Indicators, { indicator: id, worseThan }: WhenWorse, atMost: number): DrawnCap => {
  const higherIsBetter = indicatorNamed(indicators, id).direction === 'higher';
  return { source: sourceKey({ kind: 'indicator', id }), atMost, isBeyond: (value) => (higherIsBetter ? value < worseThan : value > worseThan) };
};

const capOfVeto = (indicators: Indicators, { when, atMost }: Veto): readonly DrawnCap[] => {
  if (atMost === null) return [];
  if ('indicator' in when) return [capWhenWorse(indicators, when, atMost)];
  return [{ source: sourceKey({ kind: 'measure', id: when.measure }), atMost, isBeyond: (count) => count >= when.atLeast }];
};

/** All that an assessment does with one figure. */
export type DrawnUse = { readonly source: string; readonly points: readonly DrawnPoints[]; readonly caps: readonly DrawnCap[] };

export type DrawnRules = {
  /** In the order of `sourcesOf`. */
  readonly uses: readonly DrawnUse[];
  /** Floors and vetoes, in the order in which they are applied. */
  readonly caps: readonly DrawnCap[];
  /** The sum of the weights that count for a unit: as in the score itself, what has no data is left out or lost. */
  readonly amongOf: (unit: DrawnUnit) => number;
};

const amongOf = ({ components }: Assessment, keys: readonly string[], redistribute: boolean): DrawnRules['amongOf'] => {
  if (!redistribute) return ({ weights }) => sumOf(weights);
  const drawn = components.map(({ of }) => ('indicator' in of ? keys.indexOf(sourceKey({ kind: 'indicator', id: of.indicator })) : -1));
  return ({ figures, weights }) => drawn.reduce((sum, source, place) => (figures[source]?.observed == null ? sum : sum + (weights[place] ?? 0)), 0);
};

/** The rules of an assessment by the figures they look at. */
export const drawnRules = (assessment: Assessment, indicators: Indicators, redistribute: boolean): DrawnRules => {
  const points = [...componentPoints(assessment), ...countPoints(assessment)];
  const caps = [...assessment.floors.map((floor) => capWhenWorse(indicators, floor, floor.atMost)), ...assessment.vetoes.flatMap((veto) => capOfVeto(indicators, veto))];
  const keys = sourcesOf(assessment).map(sourceKey);
  const uses = keys.map((source) => ({ source, points: points.filter((use) => use.source === source), caps: caps.filter((use) => use.source === source) }));
  return { uses, caps, amongOf: amongOf(assessment, keys, redistribute) };
};
