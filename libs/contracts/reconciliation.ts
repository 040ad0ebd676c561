import { z } from 'zod';

const balance = z.object({ logged: z.number(), facts: z.number(), duplicates: z.number(), conflicts: z.number(), parked: z.number() });
export type Balance = z.output<typeof balance>;

/** Whether everything the log holds is accounted for: logged = facts + duplicates + conflicts + parked. */
export const reconciliation = balance.extend({
  ok: z.boolean(),
  /** Order-independent hash of the contents that count: the sum of the first 8 bytes of each SHA-256, modulo 2^64, hexadecimal. */
  contentHash: z.string(),
  /** The same, computed from the log in Node. */
  logContentHash: z.string(),
  perType: z.record(z.string(), balance),
  gaps: z.array(z.object({ partition: z.number(), from: z.number(), to: z.number() })),
  /** Pairs (source, id) that stand under more than one case: applied in each, flagged in each. */
  sharedIdentities: z.number(),
  problems: z.array(z.string()),
});
export type Reconciliation = z.output<typeof reconciliation>;
