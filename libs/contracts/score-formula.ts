import { z } from 'zod';

const knot = z.object({ at: z.number(), points: z.number() });
const band = z.object({ edge: z.number().nullable(), points: z.number() });

/** Knots, edges and their points as the scheme's file states them: whole points, not ten-thousandths. */
export const scoreCurve = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('piecewise'), knots: z.array(knot) }),
  z.object({ kind: z.literal('bands'), by: z.enum(['from', 'up-to']), bands: z.array(band) }),
]);
export type ScoreCurve = z.output<typeof scoreCurve>;

const atMost = { atMost: z.int().nullable(), fails: z.boolean() };

/**
 * How a leaf of a scorecard comes to its points, as data that an interface puts into words. Points of limits and of each
 * count are ten-thousandths; `worseThan` and what a curve is given are on the indicator's own scale.
 */
export const scoreFormula = z.discriminatedUnion('rule', [
  z.object({ rule: z.enum(['base', 'sum']) }),
  z.object({ rule: z.literal('curve'), indicator: z.string(), compared: z.enum(['level', 'previous', 'peers']), scale: z.number(), curve: scoreCurve }),
  z.object({ rule: z.literal('curve-of-change'), measure: z.string(), workingDays: z.number().nullable(), workingDaysBefore: z.number().nullable(), curve: scoreCurve }),
  z.object({
    rule: z.literal('per-count'),
    measure: z.string(),
    pointsEach: z.int(),
    cap: z.int().nullable(),
    perMonthsOfService: z.object({ days: z.number(), daysPerMonth: z.number() }).nullable(),
  }),
  z.object({ rule: z.literal('clamp'), min: z.int().nullable(), max: z.int().nullable() }),
  z.object({ rule: z.literal('at-most-when-worse'), indicator: z.string(), worseThan: z.number(), ...atMost }),
  z.object({ rule: z.literal('at-most-when-counted'), measure: z.string(), atLeast: z.number(), ...atMost }),
]);
export type ScoreFormula = z.output<typeof scoreFormula>;
