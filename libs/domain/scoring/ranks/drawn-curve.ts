import type { Curve } from '../scheme.js';

/** Adds weighted points of each drawn value to the totals, in doubles: what `pointsAt` says exactly, fast enough for millions. */
export type AddPoints = (totals: Float64Array, drawn: Float64Array, weight: number) => void;

type Knots = Extract<Curve, { kind: 'piecewise' }>['knots'];
type Bands = Extract<Curve, { kind: 'bands' }>;

/** What does not depend on the value is looked up once: a line of code here runs for every draw of every unit. */
const alongLine = (knots: Knots): AddPoints => {
  const [at, points] = [Float64Array.from(knots, (knot) => knot.at), Float64Array.from(knots, (knot) => knot.points)];
  const rise = points.map((value, index) => value - (points[index - 1] ?? value));
  const run = at.map((value, index) => value - (at[index - 1] ?? value - 1));
  const last = at.length - 1;
  return (totals, drawn, weight) => {
    for (let index = 0; index < totals.length; index += 1) {
      const value = drawn[index] ?? 0;
      let right = 0;
      while (right <= last && value > (at[right] ?? 0)) right += 1;
      const reached = right > 0 && right <= last ? (points[right - 1] ?? 0) + ((value - (at[right - 1] ?? 0)) * (rise[right] ?? 0)) / (run[right] ?? 1) : (points[Math.min(right, last)] ?? 0);
      totals[index] = (totals[index] ?? 0) + weight * reached;
    }
  };
};

const inBands = ({ by, bands }: Bands): AddPoints => {
  // From the best edge down, or from the least one up: the first that holds counts. No edge holds always.
  const ordered = by === 'from' ? [...bands].reverse() : bands;
  const open = by === 'from' ? -Infinity : Infinity;
  const [edges, points] = [Float64Array.from(ordered, ({ edge }) => edge ?? open), Float64Array.from(ordered, (band) => band.points)];
  const sign = by === 'from' ? 1 : -1;
  return (totals, drawn, weight) => {
    for (let index = 0; index < totals.length; index += 1) {
      const value = sign * (drawn[index] ?? 0);
      let band = 0;
      while (band < edges.length && value < sign * (edges[band] ?? 0)) band += 1;
      totals[index] = (totals[index] ?? 0) + weight * (points[band] ?? 0);
    }
  };
};

export const pointsAdder = (curve: Curve): AddPoints => (curve.kind === 'piecewise' ? alongLine(curve.knots) : inBands(curve));
