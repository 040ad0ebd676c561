import { z } from 'zod';
import { instantOf } from '../kernel/instant.js';

/** Fields that several events share. `nullish` throughout: a source that knows nothing says null or nothing. */
export const identifier = z.string().min(1).max(256);
export const text = z.string().max(4000);
export const instantText = z
  .string()
  .max(64)
  .refine((value) => instantOf(value) !== null, 'an ISO 8601 instant with an offset is expected');

export const amountUnits = ['working-day', 'working-hour', 'natural-day', 'hour', 'month'] as const;
export type AmountUnit = (typeof amountUnits)[number];

/** A span as a rule states it, such as 7 working days. */
export const amount = z.object({ amount: z.number().min(0).max(100_000), unit: z.enum(amountUnits) });
export type Amount = z.output<typeof amount>;

/** A name in the languages of the interface; either may be missing. */
export const localizedName = z.object({ zh: text.nullish(), en: text.nullish() });
