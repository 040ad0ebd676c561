import { z } from 'zod';

const balance = z.object({ logged: z.number(), facts: z.number(), duplicates: z.number(), conflicts: z.number(), parked: z.number() });
export type Balance = z.output<typeof balance>;

const sourceBalance = balance.extend({ source: z.string(), day: z.string() });
export type SourceBalance = z.output<typeof sourceBalance>;

/** Whether everything the log holds is accounted for: logged = facts + duplicates + conflicts + parked. */
export const reconciliation = balance.extend({
  ok: z.boolean(),
  /** Order-independent hash of the contents that count: the sum of the first 8 bytes of each SHA-256, modulo 2^64, hexadecimal. */
  contentHash: z.string(),
  /** The same, computed from the log in Node. */
  logContentHash: z.string(),
  perType: z.record(z.string(), balance),
  /** By source ('' where it cannot be read) and by the date on which the log took the records. */
  perSourceAndDay: z.array(sourceBalance),
  gaps: z.array(z.object({ partition: z.number(), from: z.number(), to: z.number() })),
  /** Numbers that sources count past without our having the event, [from, to), with the day on which the log took the one behind; the first thousand spans. */
  sequenceGaps: z.array(z.object({ source: z.string(), day: z.string(), from: z.number(), to: z.number() })),
  /** Numbers in all such spans. Log and store agree all the same: it is the source, or what lies before our door, that must be asked. */
  missing: z.number(),
  /** Pairs (source, id) that stand under more than one case: applied in each, flagged in each. */
  sharedIdentities: z.number(),
  problems: z.array(z.string()),
});
export type Reconciliation = z.output<typeof reconciliation>;

export const reconciliationPhases = ['catching-up', 'reading', 'comparing'] as const;
export type ReconciliationPhase = (typeof reconciliationPhases)[number];

/** The comparison under way in a process, else its last one; all null before its first. */
export const reconciliationProgress = z.object({
  running: z.boolean(),
  /** Waiting for the projection, reading the log, asking the store. */
  phase: z.enum(reconciliationPhases).nullable(),
  /** The log is compared as it was then. */
  startedAt: z.string().nullable(),
  /** Records read, and how many are to be read; null where that is not known yet. */
  done: z.number(),
  total: z.number().nullable(),
  result: reconciliation.nullable(),
  /** Why it came to nothing. */
  problem: z.string().nullable(),
});
export type ReconciliationProgress = z.output<typeof reconciliationProgress>;

/** `joined`: it was under way already, begun by somebody else. */
export const reconciliationStarted = reconciliationProgress.extend({ joined: z.boolean() });
export type ReconciliationStarted = z.output<typeof reconciliationStarted>;

/** How the last comparison ended, in short; null before the first. */
export const lastReconciliation = z.object({
  at: z.string(),
  ok: z.boolean(),
  logged: z.number(),
  /** Log records that the ledger lacks. */
  gapRecords: z.number(),
  /** Events that sources have counted and the log does not hold. */
  missing: z.number(),
  problems: z.array(z.string()),
});
export type LastReconciliation = z.output<typeof lastReconciliation>;
