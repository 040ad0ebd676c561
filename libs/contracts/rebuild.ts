import { z } from 'zod';

/** Whether every case is being folded anew, and how many have been written so far. */
export const rebuildProgress = z.object({ running: z.boolean(), cases: z.number() });
export type RebuildProgress = z.output<typeof rebuildProgress>;
