import { z } from 'zod';

const instant = z.string();

/** A read model beside the live one: what it rests on and how far it is. */
export const model = z.object({
  name: z.string(),
  purpose: z.enum(['as-of', 'candidate', 'rebuild']),
  state: z.enum(['building', 'ready', 'switching', 'former', 'failed', 'dropped']),
  /** Per partition: the first log offset whose fact it does NOT rest on. */
  positions: z.array(z.number()),
  referencePositions: z.array(z.number()),
  knownAt: instant.nullable(),
  referenceKnownAt: instant.nullable(),
  versions: z.object({ rules: z.string(), calendar: z.string(), organisation: z.string() }),
  /** Cases written so far, and how many there will be about; null when it is not being built. */
  cases: z.number(),
  casesExpected: z.number().nullable(),
  problem: z.string().nullable(),
  createdAt: instant,
  usedAt: instant,
});
export type Model = z.output<typeof model>;

export const modelList = z.object({ rows: z.array(model) });
export type ModelList = z.output<typeof modelList>;
