import type { Curve } from '../scheme.js';
import type { Bounds } from './luck.js';

/** Points as a straight line of a value: `start` and `slope` times it. */
export type Line = { readonly start: number; readonly slope: number };

/** A curve in doubles: what `pointsAt` says exactly, fast enough for every draw of every unit. */
export type DrawnCurve = {
  /** Adds so many times the points of each value; all values lie within the bounds. */
  readonly addTo: (totals: Float64Array, values: Float64Array, times: number, bounds: Bounds) => void;
  /** The line on which all values between two bounds lie; null where they lie on several. */
  readonly lineWithin: (bounds: Bounds) => Line | null;
};

type Knots = Extract<Curve, { kind: 'piecewise' }>['knots'];
type Bands = Extract<Curve, { kind: 'bands' }>;

const flat: Line = { start: 0, slope: 0 };

/** The first place that is not below a value; the length where there is none. */
const firstFrom = (ascending: Float64Array, value: number): number => {
  let place = 0;
  while (place < ascending.length && value > (ascending[place] ?? 0)) place += 1;
  return place;
};

const addAlong = ({ start, slope }: Line, totals: Float64Array, values: Float64Array, times: number): void => {
  for (let index = 0; index < totals.length; index += 1) totals[index] = (totals[index] ?? 0) + times * (start + slope * (values[index] ?? 0));
};

/** One line before each edge and one behind the last; of values times `sign`. */
const alongLines = (edges: Float64Array, lines: readonly Line[], sign: 1 | -1): DrawnCurve => {
  const lineWithin = ({ low, high }: Bounds): Line | null => {
    const place = firstFrom(edges, sign * low);
    return place === firstFrom(edges, sign * high) ? (lines[place] ?? flat) : null;
  };
  return {
    addTo: (totals, values, times, bounds) => {
      const only = lineWithin(bounds);
      if (only !== null) return addAlong(only, totals, values, times);
      for (let index = 0; index < totals.length; index += 1) {
        const value = values[index] ?? 0;
        const { start, slope } = lines[firstFrom(edges, sign * value)] ?? flat;
        totals[index] = (totals[index] ?? 0) + times * (start + slope * value);
      }
    },
    lineWithin,
  };
};

const lineBetween = (left: Knots[number] | undefined, right: Knots[number] | undefined): Line => {
  if (left === undefined || right === undefined) return { start: (left ?? right)?.points ?? 0, slope: 0 };
  const slope = (right.points - left.points) / (right.at - left.at);
  return { start: left.points - slope * left.at, slope };
};

const throughKnots = (knots: Knots): DrawnCurve =>
  alongLines(Float64Array.from(knots, ({ at }) => at), Array.from({ length: knots.length + 1 }, (_, index) => lineBetween(knots[index - 1], knots[index])), 1);

const inBands = ({ by, bands }: Bands): DrawnCurve => {
  // From the best edge down, or from the least one up: the first that holds counts. No edge holds always.
  const ordered = by === 'from' ? [...bands].reverse() : bands;
  const sign = by === 'from' ? -1 : 1;
  return alongLines(Float64Array.from(ordered, ({ edge }) => (edge === null ? Infinity : sign * edge)), ordered.map(({ points }) => ({ start: points, slope: 0 })), sign);
};

/** So many points for each that was counted, but no fewer than `least`. */
export const drawnCount = (points: number, least: number): DrawnCurve => {
  const edge = least / points;
  if (!Number.isFinite(edge)) return alongLines(new Float64Array(), [{ start: 0, slope: points }], 1);
  return alongLines(Float64Array.of(edge), [{ start: 0, slope: points }, { start: least, slope: 0 }], 1);
};

export const drawnCurve = (curve: Curve): DrawnCurve => (curve.kind === 'piecewise' ? throughKnots(curve.knots) : inBands(curve));
