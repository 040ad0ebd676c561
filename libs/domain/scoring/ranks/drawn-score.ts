import { fnv } from '../../kernel/fnv.js';
import type { Indicators } from '../figures.js';
import type { Assessment } from '../scheme.js';
import { drawnRules, type DrawnCap, type DrawnUnit, type DrawnUse } from './drawn-rules.js';
import { drawLuck, type Bounds, type Luck, type Moments } from './luck.js';
import type { UncertainFigure } from './uncertain-figures.js';

/** What a figure adds where all its draws lie on one line of every rule: something normally distributed, and caps that are reached for certain. */
type Share = Moments & { readonly reached: readonly DrawnCap[] };

/** Between which values a figure's draws lie. A share is never below 0 or above 1: draws beyond are brought back. */
const boundsOf = ({ full, moments: { mean, deviation } }: UncertainFigure, reach: Bounds): Bounds => ({
  low: full * Math.max(0, mean + deviation * reach.low),
  high: full * Math.min(1, mean + deviation * reach.high),
});

/** Null where the figure bends: it has to be drawn by itself. */
const straightShare = ({ points, caps }: DrawnUse, { full, moments: { mean, deviation } }: UncertainFigure, bounds: Bounds, { unit, among, reach }: Setting): Share | null => {
  if (caps.some(({ isBeyond }) => isBeyond(bounds.low) !== isBeyond(bounds.high))) return null;
  let [start, slope] = [0, 0];
  for (const { curve, timesOf } of points) {
    const line = curve.lineWithin(bounds);
    if (line === null) return null;
    const times = timesOf(unit, among);
    start += times * line.start;
    slope += times * line.slope;
  }
  // Draws that have to be brought back are not on the line.
  if (slope !== 0 && deviation > 0 && (mean + deviation * reach.low < 0 || mean + deviation * reach.high > 1)) return null;
  return { mean: start + slope * full * mean, deviation: slope * full * deviation, reached: caps.length === 0 ? caps : caps.filter(({ isBeyond }) => isBeyond(bounds.low)) };
};

type Setting = { readonly unit: DrawnUnit; readonly among: number; readonly reach: Bounds };

const clampAll = (totals: Float64Array, { min, max }: { readonly min: number | null; readonly max: number | null }): void => {
  const [least, most] = [min ?? -Infinity, max ?? Infinity];
  for (let index = 0; index < totals.length; index += 1) totals[index] = Math.min(most, Math.max(least, totals[index] ?? 0));
};

/** `values`: draws of the figure that the cap looks at; null where all of them are beyond its bound. */
const capAll = (totals: Float64Array, values: Float64Array | null, { atMost, isBeyond }: DrawnCap): void => {
  for (let index = 0; index < totals.length; index += 1) if (values === null || isBeyond(values[index] ?? 0)) totals[index] = Math.min(totals[index] ?? 0, atMost);
};

const drawFigure = (luck: Luck, hash: number, { full, moments: { mean, deviation } }: UncertainFigure, into: Float64Array): void =>
  drawLuck(luck, hash, { mean: full * mean, deviation: full * deviation }, into, { low: 0, high: full });

/** The score of every draw of one unit, in points, put into `totals`. */
export type DrawScores = (unit: DrawnUnit, totals: Float64Array) => void;

/**
 * Scores draws of a unit by the same rules in the same order as the score itself, in doubles. Made once for all units.
 *
 * A figure whose draws lie on one line of its curve adds something normally distributed. All of these together are one normal
 * distribution and drawn as one; only the figures that bend are drawn by themselves.
 */
export const drawScores = (assessment: Assessment, indicators: Indicators, redistribute: boolean, luck: Luck): DrawScores => {
  const { uses, caps, amongOf } = drawnRules(assessment, indicators, redistribute);
  // Used again for every unit: memory asked for as often as there are units and figures costs more than what is drawn.
  const drawn = uses.map(() => new Float64Array(luck.draws));
  return (unit, totals) => {
    const setting = { unit, among: amongOf(unit), reach: luck.reach };
    let [mean, variance] = [assessment.base + unit.given.mean, unit.given.deviation ** 2];
    const bent: (readonly [DrawnUse, Float64Array, Bounds])[] = [];
    const reached = new Map<DrawnCap, Float64Array | null>();
    for (let place = 0; place < uses.length; place += 1) {
      const [use, figure, values] = [uses[place], unit.figures[place], drawn[place]];
      if (use === undefined || figure === undefined || values === undefined || figure.observed === null) continue;
      const bounds = boundsOf(figure, luck.reach);
      const share = straightShare(use, figure, bounds, setting);
      for (const cap of share?.reached ?? use.caps) reached.set(cap, share === null ? values : null);
      if (share !== null) {
        mean += share.mean;
        variance += share.deviation ** 2;
        continue;
      }
      drawFigure(luck, fnv(use.source, fnv(unit.unit, luck.seed)), figure, values);
      bent.push([use, values, bounds]);
    }
    drawLuck(luck, fnv(unit.unit, luck.seed), { mean, deviation: Math.sqrt(variance) }, totals);
    for (const [{ points }, values, bounds] of bent) for (const { curve, timesOf } of points) curve.addTo(totals, values, timesOf(unit, setting.among), bounds);
    if (assessment.clamp !== null) clampAll(totals, assessment.clamp);
    for (const cap of caps) if (reached.has(cap)) capAll(totals, reached.get(cap) ?? null, cap);
  };
};
