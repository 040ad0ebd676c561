import { z } from 'zod';

/** Which knowledge a read rests on. Both are instants, ISO 8601 with offset; absent: all that is known now. */
export const knownAtFields = {
  /** Only what the log held at this instant: facts of cases, and reference data unless `referenceKnownAt` says otherwise. */
  knownAt: z.iso.datetime({ offset: true }).optional(),
  /** Rules, calendars and organisation as the log held them at this instant. */
  referenceKnownAt: z.iso.datetime({ offset: true }).optional(),
};

export const knownAtRequest = z.object(knownAtFields);
export type KnownAtRequest = z.output<typeof knownAtRequest>;
