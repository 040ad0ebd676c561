import { z } from 'zod';

export const rebuildRequest = z.object({
  /** False: stops before the switch, so that a person looks at the report first. */
  switch: z.stringbool().default(true),
  /** Copies the facts from the log itself, too. */
  fromLog: z.stringbool().default(false),
});
export type RebuildRequest = z.output<typeof rebuildRequest>;

const difference = z.object({ cases: z.number(), first: z.array(z.string()) });
const rowsAndHash = z.object({ rows: z.number(), hash: z.string() });

/** How one table of the rebuilt model compares with the live one, at the same position of the log. */
export const tableComparison = z.object({
  table: z.enum(['cases', 'signals', 'joints']),
  /** Rows, and the order-independent hash of what they say, hexadecimal. */
  live: rowsAndHash,
  beside: rowsAndHash,
  /** Only in the live model, only in the rebuilt one, in both with other content: how many, and the first of them. */
  missing: difference,
  extra: difference,
  differs: difference,
  columns: z.array(difference.extend({ column: z.string() })),
});
export type TableComparison = z.output<typeof tableComparison>;

/** How many models were dropped. */
export const rebuildDropped = z.object({ dropped: z.number() });
export type RebuildDropped = z.output<typeof rebuildDropped>;

export const rebuildPhases = ['copying', 'folding', 'catching-up', 'comparing', 'switching'] as const;
export type RebuildPhase = (typeof rebuildPhases)[number];

/** The rebuild under way, else the last one. */
export const rebuildProgress = z.object({
  running: z.boolean(),
  phase: z.enum(rebuildPhases).nullable(),
  /** The model that is built, or was. */
  model: z.string().nullable(),
  /** In the phase: records copied, or cases folded, and how many there are about; null where that is not known. */
  done: z.number(),
  total: z.number().nullable(),
  /** Cases folded. */
  cases: z.number(),
  comparison: z.array(tableComparison).nullable(),
  switched: z.boolean(),
  problem: z.string().nullable(),
});
export type RebuildProgress = z.output<typeof rebuildProgress>;
