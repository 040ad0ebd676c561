import { z } from 'zod';
import { basis } from './basis.js';
import { knownAtFields } from './known-at.js';
import { datesOfPeriod, periodFields, periodNeeded, standing } from './scorecards.js';

/** A candidate scheme over any span of history, beside one in force. Nothing is written. */
export const whatIfRequest = z
  .strictObject({
    /** The candidate, as a file of the catalogue would say it. */
    candidate: z.unknown(),
    /** The scheme it is compared with; absent: the one of the candidate's own name. */
    against: z.string().min(1).max(256).optional(),
    ...periodFields,
    at: z.iso.datetime({ offset: true }).optional(),
    ...knownAtFields,
  })
  .refine(({ period, from, to }) => (period === undefined ? from !== undefined && to !== undefined && from <= to : datesOfPeriod(period) !== null && from === undefined && to === undefined), periodNeeded);
export type WhatIfRequest = z.output<typeof whatIfRequest>;

const schemeId = z.object({ name: z.string(), version: z.string() });

export const whatIfAnswer = z.object({
  candidate: schemeId,
  against: schemeId,
  from: z.string(),
  to: z.string(),
  /** The most moved first. Points are ten-thousandths. `beyondUncertainty`: each rank lies outside the other's range. */
  moves: z.array(
    z.object({
      unit: z.string(),
      before: standing.extend({ unit: z.string(), n: z.number() }).nullable(),
      after: standing.extend({ unit: z.string(), n: z.number() }).nullable(),
      points: z.number().nullable(),
      places: z.number().nullable(),
      beyondUncertainty: z.boolean().nullable(),
      failsAnew: z.boolean(),
      failsNoMore: z.boolean(),
    }),
  ),
  /** Every weight of the candidate ten per cent up and down: how many units change their rank, and the most places. */
  sensitivity: z.array(z.object({ component: z.string(), change: z.number(), moved: z.number(), placesMax: z.number() })),
  basis,
});
export type WhatIfAnswer = z.output<typeof whatIfAnswer>;
