import { z } from 'zod';

/** What an answer rests on. Stands beside the figures: byte-equality of figures does not include it. */
export const basis = z.object({
  /** The log the read model was made from. */
  generation: z.string(),
  /** Per partition: the first log offset that is NOT yet folded into the answer. */
  position: z.array(z.number()),
  /** Log records that are not folded yet. */
  lag: z.number(),
  /** Events that could not be understood and wait to be mended. */
  parked: z.number(),
  versions: z.object({ rules: z.string(), calendar: z.string(), organisation: z.string() }),
  /** The instant open cases were read for, ISO 8601. */
  at: z.string(),
  timeZone: z.string(),
  /** The read model that was asked: `live`, or the name of one beside it; see /v1/models. */
  model: z.string().optional(),
  /** The instant whose knowledge it rests on; null: all that is known now. The same for rules, calendars and organisation. */
  knownAt: z.string().nullable().optional(),
  referenceKnownAt: z.string().nullable().optional(),
});
export type Basis = z.output<typeof basis>;

export const localizedText = z.object({ zh: z.string(), en: z.string() });
export type LocalizedText = z.output<typeof localizedText>;
