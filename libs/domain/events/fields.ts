import { z } from 'zod';
import { instantOf } from '../kernel/instant.js';

/*
 * Fields that several events share. `nullish` throughout: a source that knows nothing says null or nothing. Each has one check,
 * since zod takes longer to get from one to the next than to run them; `meta` tells the interface's description the lengths.
 */

/** A name of something: no control characters, which would tear apart what is kept as a list of such names. */
export const identifier = z
  .string()
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
  .regex(/^[^\u0000-\u001f\u007f]{1,256}$/, '1 to 256 characters are expected, and control characters are not allowed')
  .meta({ minLength: 1, maxLength: 256 });
export const text = z.string().max(4000);

const instantCharactersMax = 64;
const isInstant = (value: string): boolean => value.length <= instantCharactersMax && instantOf(value) !== null;
const noInstant = 'an ISO 8601 instant with an offset is expected';

export const instantText = z.string().refine(isInstant, noInstant).meta({ maxLength: instantCharactersMax });

/** What the store's instants can hold, and more than any register reaches. */
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** Whether a text is an instant that the store can hold. */
export const isOccurrence = (value: string): boolean => {
  if (value.length > instantCharactersMax) return false;
  const instant = instantOf(value);
  return instant !== null && instant >= earliest && instant < latest;
};

/** When something happened. */
export const occurrenceText = z
  .string()
  .refine(isOccurrence, { error: ({ input }) => (isInstant(String(input)) ? 'a time between the years 1900 and 2199 is expected' : noInstant) })
  .meta({ maxLength: instantCharactersMax });

export const amountUnits = ['working-day', 'working-hour', 'natural-day', 'hour', 'month'] as const;
export type AmountUnit = (typeof amountUnits)[number];

/** A span as a rule states it, such as 7 working days. */
export const amount = z.object({ amount: z.number().min(0).max(100_000), unit: z.enum(amountUnits) });
export type Amount = z.output<typeof amount>;

/** A name in the languages of the interface; either may be missing. */
export const localizedName = z.object({ zh: text.nullish(), en: text.nullish() });
