import { z } from 'zod';
import { lastReconciliation } from './reconciliation.js';

export const health = z.object({
  /** `ok`: everything is folded or soon will be; `behind`: folding a backlog; `failing`: a part does not work (see `problems`). */
  status: z.enum(['ok', 'behind', 'failing']),
  product: z.literal('mingxiao'),
  version: z.string(),
  /** Tells one data folder from another: a command checks it before it trusts a server. */
  instance: z.string(),
  /** What this process does; others do the rest. */
  roles: z.array(z.string()),
  log: z.object({ kind: z.string(), generation: z.string(), partitions: z.number(), end: z.array(z.number()) }),
  facts: z.object({ position: z.array(z.number()), lag: z.number() }),
  cases: z.object({ position: z.array(z.number()), lag: z.number(), folding: z.enum(['live', 'scan', 'idle']) }),
  parked: z.number(),
  conflicts: z.number(),
  sample: z.object({ running: z.boolean(), sent: z.number(), total: z.number() }).nullable(),
  /** The last comparison of log and store; null before the first. */
  reconciliation: lastReconciliation.nullable().optional(),
  problems: z.array(z.string()),
});
export type Health = z.output<typeof health>;

/** Of a process that answers at all. */
export const alive = z.object({ alive: z.literal(true) });
export type Alive = z.output<typeof alive>;

/** Of a process that wants to be asked; one that does not answers a problem with `reasons`. */
export const ready = z.object({ ready: z.literal(true) });
export type Ready = z.output<typeof ready>;
