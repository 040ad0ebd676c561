import { z } from 'zod';
import { instantOf } from '../kernel/instant.js';

/** Fields that several events share. `nullish` throughout: a source that knows nothing says null or nothing. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
const withoutControls = /^[^\u0000-\u001f\u007f]*$/;

/** A name of something: no control characters, which would tear apart what is kept as a list of such names. */
export const identifier = z.string().min(1).max(256).regex(withoutControls, 'control characters are not allowed');
export const text = z.string().max(4000);
export const instantText = z
  .string()
  .max(64)
  .refine((value) => instantOf(value) !== null, 'an ISO 8601 instant with an offset is expected');

/** What the store's instants can hold, and more than any register reaches. */
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** When something happened. */
export const occurrenceText = instantText.refine((value) => {
  const instant = instantOf(value) ?? Number.NaN;
  return instant >= earliest && instant < latest;
}, 'a time between the years 1900 and 2199 is expected');

export const amountUnits = ['working-day', 'working-hour', 'natural-day', 'hour', 'month'] as const;
export type AmountUnit = (typeof amountUnits)[number];

/** A span as a rule states it, such as 7 working days. */
export const amount = z.object({ amount: z.number().min(0).max(100_000), unit: z.enum(amountUnits) });
export type Amount = z.output<typeof amount>;

/** A name in the languages of the interface; either may be missing. */
export const localizedName = z.object({ zh: text.nullish(), en: text.nullish() });
